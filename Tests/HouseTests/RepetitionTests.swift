import Testing

/// Targets share code instead of repeating it.
struct RepetitionTests {
    /// The repetitions that have a reason, as `path = path`.
    private static let reasons: [String: String] = [:]

    @Test func `no six lines are equal in two targets`() {
        let found = Repetition.all(in: SourceFile.all)
        #expect(found.filter { Self.reasons[Self.paths($0)] == nil } == [])
    }

    @Test func `each exception is still one`() {
        let found = Set(Repetition.all(in: SourceFile.all).map(Self.paths))
        #expect(Self.reasons.keys.filter { !found.contains($0) } == [])
    }

    /// A repetition without the numbers of its lines.
    private static func paths(_ repetition: String) -> String {
        repetition.split(separator: " ").map { $0.prefix { $0 != ":" } }.joined(separator: " ")
    }

    private static let six = (1...6).map { "let a\($0) = \($0)" }

    private static func found(_ first: [String], _ second: [String]) -> [String] {
        let files = [("Sources/A/x.swift", first), ("Sources/B/y.swift", second)]
        return Repetition.all(
            in: files.map { SourceFile(path: $0, text: $1.joined(separator: "\n") + "\n") }
        )
    }

    @Test func `six equal lines are found, whatever lies between them`() {
        let second = ["import C", "{"] + Self.six.flatMap { ["    \($0)", "", "// \($0)", "}"] }
        #expect(Self.found(Self.six, second) == ["Sources/A/x.swift:1 = Sources/B/y.swift:3"])
        #expect(Self.found(Self.six + Self.six, Self.six + Self.six).count == 1)
    }

    @Test func `fewer equal lines, and lines of one target, are passed over`() {
        let other = Array(Self.six.dropLast() + ["let b = 1"] + Self.six.dropFirst())
        #expect(Self.found(Self.six, other) == [])
        #expect(Self.found(Self.six + Self.six, []) == [])
        let braces = Array(repeating: "}", count: 9)
        #expect(Self.found(braces, braces) == [])
        let imports = (1...6).map { "package import M\($0)" }
        #expect(Self.found(imports, imports) == [])
    }
}
