import Testing

/// The facts about a provider lie in the provider's own files.
struct ProviderTests {
    private static let targets: Set<Substring> = [
        "TuneQLText", "TuneQLJSON", "TuneQLCatalog", "TuneQLCredentials", "TuneQLCalls",
        "TuneQLScan",
    ]
    /// Words that only facts about Google Cloud need; names of tables and examples may have others.
    private static let words = ["aiplatform", "vertex", "gcloud", "googleapis", "isgoogle"]

    private static func offences(in files: [SourceFile]) -> [String] {
        let neutral = files.filter { file in
            targets.contains(file.target) && !file.path.contains("Google")
        }
        return neutral.flatMap { file in
            file.lines.enumerated().compactMap { index, line in
                let code = line.drop { $0 == " " }
                guard !code.hasPrefix("//") else { return nil }
                let text = code.lowercased()
                return words.contains(where: text.contains) ? "\(file.path):\(index + 1)" : nil
            }
        }
    }

    @Test func `no neutral file knows a provider`() {
        #expect(Self.offences(in: SourceFile.all) == [])
    }

    @Test(
        arguments: [
            ("TuneQLCalls/Errors/Refusal.swift", "let role = \"roles/aiplatform.user\"", 1),
            ("TuneQLCredentials/Search/AuthEntry.swift", "    guard search.isGoogle else {", 1),
            ("TuneQLCalls/Errors/Refusal.swift", "    /// As in `google.aiplatform`.", 0),
            ("TuneQLCalls/Providers/Google/GoogleHelp.swift", "let command = \"gcloud\"", 0),
            ("TuneQLCommand/Options/ServiceOptions.swift", "help: \"google.aiplatform\"", 0),
        ]
    )
    func `a fact in a neutral file is found`(_ path: String, _ line: String, _ count: Int) {
        let file = SourceFile(path: "Sources/\(path)", text: "\(line)\n")
        #expect(Self.offences(in: [file]).count == count)
    }
}
