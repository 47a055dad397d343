import TuneQLRendering

/// A cell as tests write it.
enum TestCell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByNilLiteral, Sendable
{
    case null
    case integer(Int64)
    case real(Double)
    case text([UInt8])
    case blob([UInt8])

    init(nilLiteral: ()) { self = .null }
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(floatLiteral value: Double) { self = .real(value) }
    init(stringLiteral value: String) { self = .text(Array(value.utf8)) }
}

/// A result as tests write it.
struct TestResult: Sendable {
    var columns: [RenderedColumn]
    var rows: [[TestCell]]
}

extension ResultRenderer {
    mutating func render(_ result: TestResult) throws {
        try begin(columns: result.columns)
        for row in result.rows {
            beginRow()
            for cell in row { append(cell) }
            try endRow()
        }
        try finish()
    }

    private mutating func append(_ cell: TestCell) {
        switch cell {
        case .null: appendNull()
        case .integer(let value): append(integer: value)
        case .real(let value): append(real: value)
        case .text(let bytes): append(text: bytes.span)
        case .blob(let bytes): append(blob: bytes.span)
        }
    }
}

/// Collects the pieces that a renderer hands on.
final class Pieces {
    var pieces: [[UInt8]] = []

    var text: String { String(decoding: pieces.joined(), as: UTF8.self) }

    func append(_ piece: Span<UInt8>) {
        pieces.append(piece.indices.map { piece[$0] })
    }
}

/// The text of some results, one after the other.
func rendered(
    _ format: OutputFormat,
    _ options: RenderingOptions = RenderingOptions(),
    _ results: TestResult...
) throws -> String {
    let pieces = Pieces()
    var renderer = format.renderer(options) { pieces.append($0) }
    for result in results { try renderer.render(result) }
    try renderer.flush()
    return pieces.text
}

/// The text of one column's cells, a row for each, without names.
func cells(_ format: OutputFormat, _ kind: RenderedColumn.Kind, _ cells: [TestCell]) throws
    -> String
{
    let result = TestResult(columns: [RenderedColumn("c", kind)], rows: cells.map { [$0] })
    return try rendered(format, RenderingOptions(hidesHeaders: true), result)
}

/// Two columns, of text and of numbers.
let jobs = TestResult(
    columns: [RenderedColumn("name"), RenderedColumn("steps", .integer)],
    rows: [["first", 642], ["second", nil]]
)
let empty = TestResult(columns: jobs.columns, rows: [])
let single = TestResult(columns: [RenderedColumn("a|b")], rows: [["x"]])

/// The formats that pass text to their sink.
let textFormats = OutputFormat.allCases.filter {
    ![.none, .html, .chart, .svg].contains($0) && !$0.needsFile
}
