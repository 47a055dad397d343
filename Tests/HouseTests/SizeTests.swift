import Testing

/// Files and functions stay small enough to be read at once.
struct SizeTests {
    @Test func `files have 600 lines at most, and half of them no more than 70`() {
        let counts = SourceFile.all.map(\.lineCount).sorted()
        #expect(counts[counts.count / 2] <= 70)
        #expect(SourceFile.all.filter { $0.lineCount > 600 }.map(\.path) == [])
    }

    @Test func `no function has more than 60 lines`() {
        let functions = SourceFile.all.flatMap(Function.all)
        #expect(functions.count > 2_000)
        #expect(functions.filter { $0.lineCount > 60 }.map(\.place) == [])
    }

    @Test func `lines of functions are counted`() {
        let text = """
            protocol Reader {
                func read() -> Int
            }
            struct File: Reader {
                func read() -> Int { 1 }
                private static func write(
                    _ text: String
                ) throws(FileError) -> [String] {
                    if text.isEmpty {
                        return []
                    }
                    func inner() {
                        count()
                    }
                    return ["{"]
                }
                init?(
                    path: String
                )
                where Path == String
                {
                    open()
                }
            }
            """
        let functions = Function.all(in: SourceFile(path: "File.swift", text: text))
        #expect(functions.map(\.place) == ["File.swift:6", "File.swift:12", "File.swift:17"])
        #expect(functions.map(\.lineCount) == [7, 1, 1])
    }
}
