import Testing

/// Files and functions stay small enough to be read at once.
struct SizeTests {
    @Test func `files have 600 lines at most, and half of them no more than 70`() {
        let counts = SourceFile.all.map(\.lineCount).sorted()
        #expect(counts[counts.count / 2] <= 70)
        #expect(SourceFile.all.filter { $0.lineCount > 600 }.map(\.path) == [])
    }

    @Test func `no body has more than 60 lines`() {
        let bodies = SourceFile.all.flatMap(Body.all)
        #expect(bodies.count > 3_000)
        #expect(bodies.filter { $0.lineCount > 60 }.map(\.place) == [])
    }

    /// The number of lines in the braces of each body that has lines of its own.
    private func lineCounts(_ text: String) -> [String] {
        Body.all(in: SourceFile(path: "", text: text)).map { "\($0.place)=\($0.lineCount)" }
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
                deinit {
                    close()
                }
            }
            """
        #expect(lineCounts(text) == [":6=7", ":12=1", ":17=1", ":24=1"])
    }

    @Test func `lines of properties, subscripts, accessors and closures are counted`() {
        let text = """
            struct File {
                let path: String
                var isOpen: Bool { true }
                private(set) var count = 0 {
                    didSet {
                        report()
                    }
                }
                package static var name: String {
                    get throws(FileError) {
                        read()
                    }
                    set {
                        write(newValue)
                    }
                }
                subscript(index: Int) -> UInt8 {
                    bytes[index]
                }
                private lazy var table: [Int] = {
                    let first = 1
                    return [first]
                }()
                let body: (Int) -> Int = { number in
                    number
                }
            }
            """
        #expect(
            lineCounts(text) == [
                ":4=3", ":5=1", ":9=6", ":10=1", ":13=1", ":17=1", ":20=2", ":24=1",
            ]
        )
    }
}
