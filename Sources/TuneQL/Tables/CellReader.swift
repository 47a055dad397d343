import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite

/// Turns the cells of pages into SQLite's values: the table of types of the dialect.
struct CellReader {
    private var buffer: [UInt8] = []

    /// Answers a cell as a value of its column's type.
    mutating func answer(
        _ slice: JSONSlice,
        of page: JSONPage,
        as type: FieldType,
        to result: borrowing ResultContext
    ) throws(JSONError) {
        switch slice.kind {
        case .absent, .null: result.null()
        case .true where !type.isJSON: result.integer(1)
        case .false where !type.isJSON: result.integer(0)
        case .string where !type.isJSON:
            page.withText(of: slice) { answer(text: $0, as: type, to: result) }
        case .escapedString where !type.isJSON:
            buffer.removeAll(keepingCapacity: true)
            try page.append(slice, to: &buffer)
            answer(text: buffer.span, as: type, to: result)
        case .integer where !type.isJSON, .real where !type.isJSON:
            page.withText(of: slice) { answer(number: $0, as: type, to: result) }
        case .object, .array:
            buffer.removeAll(keepingCapacity: true)
            try page.append(slice, to: &buffer)
            result.text(buffer.span)
        case .true, .false, .string, .escapedString, .integer, .real:
            try answer(scalar: slice, of: page, to: result)
        }
    }

    /// Text; a string of digits is an integer where the schema says so and it fits.
    private func answer(text: Span<UInt8>, as type: FieldType, to result: borrowing ResultContext) {
        if type == .int64String || type == .integer, let value = Int64(digits: text) {
            result.integer(value)
        } else {
            result.text(text)
        }
    }

    /// A number; digits that no value of SQLite can hold stay text.
    private func answer(
        number: Span<UInt8>,
        as type: FieldType,
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

    /// A scalar in a column that holds JSON stays JSON: a string keeps its quotes.
    private mutating func answer(
        scalar slice: JSONSlice,
        of page: JSONPage,
        to result: borrowing ResultContext
    ) throws(JSONError) {
        guard slice.kind == .string || slice.kind == .escapedString else {
            page.withText(of: slice) { result.text($0) }
            return
        }
        buffer.removeAll(keepingCapacity: true)
        try page.append(slice, to: &buffer)
        var quoted: [UInt8] = []
        JSONText.quote(buffer, to: &quoted)
        result.text(quoted.span)
    }

    private static func isIntegral(_ number: Span<UInt8>) -> Bool {
        for index in number.indices where !(0x30...0x39).contains(number[index]) {
            if number[index] != UInt8(ascii: "-") { return false }
        }
        return true
    }
}

extension FieldType {
    /// Whether values are kept as JSON text.
    var isJSON: Bool {
        switch self {
        case .message, .map, .array, .any: true
        default: false
        }
    }
}

extension Int64 {
    /// The integer that `digits` spell; nil when they spell none, or one that does not fit.
    init?(digits: Span<UInt8>) {
        guard !digits.isEmpty, digits.count <= 20 else { return nil }
        let isNegative = digits[0] == UInt8(ascii: "-")
        var value: Int64 = 0
        var hasDigits = false
        for index in (isNegative ? 1 : 0)..<digits.count {
            guard (0x30...0x39).contains(digits[index]) else { return nil }
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
