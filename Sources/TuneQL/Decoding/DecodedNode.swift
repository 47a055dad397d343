import TuneQLJSON
import TuneQLText

/// What a type is decoded from: a row, a cell, or a part of a cell's JSON.
enum DecodedNode {
    case row(Row)
    case cell(Value)
    case json(JSONValue)

    /// Whether it is NULL, or JSON's null.
    var isNull: Bool {
        switch self {
        case .cell(.null), .json(.null): true
        default: false
        }
    }

    /// The text of a scalar; nil for others.
    var text: String? {
        switch self {
        case .cell(.text(let text)), .cell(.json(let text)), .json(.string(let text)): text
        default: nil
        }
    }

    /// The digits of a number, also of one that JSON holds as text, as services write 64 bits.
    var digits: String? {
        switch self {
        case .cell(.integer(let number)): String(number)
        case .cell(.real(let number)): String(number)
        case .cell(.text(let text)), .json(.string(let text)), .json(.number(let text)): text
        default: nil
        }
    }

    /// The value as a JSON tree; nil for one that is none.
    var tree: JSONValue? {
        switch self {
        case .json(let value): value
        case .cell(.json(let text)), .cell(.text(let text)): try? JSONValue(parsing: text)
        case .row, .cell: nil
        }
    }

    /// What it is, in words.
    var words: String {
        switch self {
        case .row: "a row"
        case .cell(.null), .json(.null): "NULL"
        case .cell(.integer), .cell(.real), .json(.number): "a number"
        case .cell(.boolean), .json(.bool): "a truth value"
        case .cell(.text), .json(.string): "a text"
        case .cell(.blob): "bytes"
        case .cell(.json): "JSON"
        case .json(.array): "an array"
        case .json(.object): "an object"
        }
    }
}

/// A type whose values are read from one cell, or one scalar of JSON.
protocol CellReadable {
    init?(_ node: DecodedNode)
}

extension String: CellReadable {
    init?(_ node: DecodedNode) {
        guard let text = node.text else { return nil }
        self = text
    }
}

extension Bool: CellReadable {
    init?(_ node: DecodedNode) {
        switch node {
        case .cell(.boolean(let value)), .json(.bool(let value)): self = value
        case .cell(.integer(let number)) where number == 0 || number == 1: self = number == 1
        default: return nil
        }
    }
}

extension CellReadable where Self: LosslessStringConvertible & Numeric {
    init?(_ node: DecodedNode) {
        guard let value = node.digits.flatMap({ Self($0) }) else { return nil }
        self = value
    }
}

extension Int: CellReadable {}
extension Int8: CellReadable {}
extension Int16: CellReadable {}
extension Int32: CellReadable {}
extension Int64: CellReadable {}
extension UInt: CellReadable {}
extension UInt8: CellReadable {}
extension UInt16: CellReadable {}
extension UInt32: CellReadable {}
extension UInt64: CellReadable {}
extension Double: CellReadable {}
extension Float: CellReadable {}

extension Duration: CellReadable {
    /// A number of seconds, with or without an `s` behind it.
    init?(_ node: DecodedNode) {
        if let text = node.text, let duration = Duration(protobuf: text) {
            self = duration
        } else {
            guard let digits = node.digits, let duration = Duration(protobuf: "\(digits)s") else {
                return nil
            }
            self = duration
        }
    }
}

extension Array: CellReadable where Element == UInt8 {
    init?(_ node: DecodedNode) {
        guard case .cell(.blob(let bytes)) = node else { return nil }
        self = bytes
    }
}
