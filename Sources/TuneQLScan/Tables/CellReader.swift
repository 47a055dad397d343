package import TuneQLJSON
package import TuneQLSQLite
import TuneQLText

/// Turns the cells of pages into SQLite's values, by the types of their columns.
///
/// A class, so that reading a plain cell does not mutate the cursor that owns the reader.
package final class CellReader {
    private var buffer: [UInt8] = []

    /// A reader for one cursor.
    package init() {}

    /// Returns a cell to SQLite as a value of its column's type.
    package func write(
        _ slice: JSONSlice,
        of page: JSONPage,
        as type: CellType,
        to result: borrowing ResultContext
    ) throws(JSONError) {
        switch slice.kind {
        case .absent, .null: result.null()
        case .true where type != .json: result.integer(1)
        case .false where type != .json: result.integer(0)
        case .string where type != .json:
            page.withText(of: slice) { write(text: $0, as: type, to: result) }
        case .escapedString where type != .json:
            var text = takeBuffer()
            defer { buffer = text }
            try page.append(slice, to: &text)
            write(text: text.span, as: type, to: result)
        case .integer where type != .json, .real where type != .json:
            page.withText(of: slice) { write(number: $0, as: type, to: result) }
        case .bytes:
            var bytes: [UInt8] = []
            try page.append(slice, to: &bytes)
            result.blob(bytes)
        case .object, .array: try write(nested: slice, of: page, to: result)
        case .true, .false, .string, .escapedString, .integer, .real:
            try write(scalar: slice, of: page, to: result)
        }
    }

    /// The buffer, emptied; the caller puts it back after use.
    private func takeBuffer() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &buffer)
        taken.removeAll(keepingCapacity: true)
        return taken
    }

    /// Text; a string of digits becomes an integer if the schema says so and the number fits.
    private func write(text: Span<UInt8>, as type: CellType, to result: borrowing ResultContext) {
        if type == .integer, let value = Int64(digits: text) {
            result.integer(value)
        } else {
            result.text(text)
        }
    }

    /// A number; digits that no SQLite value can hold stay text.
    private func write(
        number: Span<UInt8>,
        as type: CellType,
        to result: borrowing ResultContext
    ) {
        if type != .number, let value = Int64(digits: number) {
            result.integer(value)
        } else if let value = Double(String(copying: number)), value.isFinite,
            type == .number || !Self.isIntegral(number)
        {
            result.real(value)
        } else {
            result.text(number)
        }
    }

    /// An object or array without blanks; the page's own bytes if they have none.
    private func write(
        nested slice: JSONSlice,
        of page: JSONPage,
        to result: borrowing ResultContext
    ) throws(JSONError) {
        guard !page.isMinified(slice) else {
            return page.withText(of: slice) { result.text($0) }
        }
        var text = takeBuffer()
        defer { buffer = text }
        try page.append(slice, to: &text)
        result.text(text.span)
    }

    /// A scalar in a column that holds JSON stays JSON: a string keeps its quotes.
    private func write(
        scalar slice: JSONSlice,
        of page: JSONPage,
        to result: borrowing ResultContext
    ) throws(JSONError) {
        guard slice.kind == .string || slice.kind == .escapedString else {
            page.withText(of: slice) { result.text($0) }
            return
        }
        var text: [UInt8] = []
        var quoted: [UInt8] = []
        try page.append(slice, to: &text)
        JSONText.quote(text.span, to: &quoted)
        result.text(quoted.span)
    }

    private static func isIntegral(_ number: Span<UInt8>) -> Bool {
        for index in number.indices where !number[index].isDigit {
            if number[index] != UInt8(ascii: "-") { return false }
        }
        return true
    }
}

extension Int64 {
    /// The integer that `digits` spell; nil if they spell none, or one that does not fit.
    init?(digits: Span<UInt8>) {
        guard !digits.isEmpty, digits.count <= 20 else { return nil }
        let isNegative = digits[0] == UInt8(ascii: "-")
        var value: Int64 = 0
        var hasDigits = false
        for index in (isNegative ? 1 : 0)..<digits.count {
            guard digits[index].isDigit else { return nil }
            hasDigits = true
            let digit = Int64(digits[index] - 0x30)
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) =
                isNegative
                ? product.subtractingReportingOverflow(digit)
                : product.addingReportingOverflow(digit)
            guard !overflows, !overflowsToo else { return nil }
            value = sum
        }
        guard hasDigits else { return nil }
        self = value
    }
}

extension String {
    init(copying bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
