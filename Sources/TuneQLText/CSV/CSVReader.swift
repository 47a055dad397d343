/// Reads the records of a CSV text: RFC 4180, with any line ends.
package struct CSVReader {
    private let bytes: [UInt8]
    private var position = 0
    /// The line on which the last record started, from 1.
    package private(set) var line = 0
    private var nextLine = 1

    /// Makes a reader of the whole of a text.
    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The next record, without empty lines; nil at the end.
    package mutating func next() throws(CSVError) -> [String]? {
        while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
        guard position < bytes.count else { return nil }
        line = nextLine
        var fields = [try field()]
        while position < bytes.count, bytes[position] == UInt8(ascii: ",") {
            position += 1
            fields.append(try field())
        }
        guard position < bytes.count else { return fields }
        guard isLineEnd(bytes[position]) else {
            throw CSVError(line: nextLine, reason: "text after a closing quote")
        }
        skipLineEnd()
        return fields
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private mutating func skipLineEnd() {
        let isPair =
            bytes[position] == UInt8(ascii: "\r") && position + 1 < bytes.count
            && bytes[position + 1] == UInt8(ascii: "\n")
        position += isPair ? 2 : 1
        nextLine += 1
    }

    private mutating func field() throws(CSVError) -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: ","),
                !isLineEnd(bytes[position])
            {
                position += 1
            }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        return try quotedField()
    }

    private mutating func quotedField() throws(CSVError) -> String {
        let start = nextLine
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else {
                    return String(decoding: content, as: UTF8.self)
                }
                position += 1
            }
            let isPair =
                byte == UInt8(ascii: "\r") && position < bytes.count
                && bytes[position] == UInt8(ascii: "\n")
            if isLineEnd(byte), !isPair { nextLine += 1 }
            content.append(byte)
        }
        throw CSVError(line: start, reason: "the quote is not closed")
    }
}
