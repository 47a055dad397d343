import TuneQLSQLite
import TuneQLText

/// Functions over numbers and times.
enum NumberFunctions {
    static var all: [Function] {
        [
            Function.ofTexts("duration", 2) { texts throws(ScanError) in
                let (start, end) = (try instant(texts[0]), try instant(texts[1]))
                let nanoseconds = Double(end.nanoseconds - start.nanoseconds)
                return .real(Double(end.seconds - start.seconds) + nanoseconds / 1e9)
            },
            Function("format_duration", 1) { arguments in
                guard let seconds = arguments[0].number, abs(seconds) < 1e15 else { return .null }
                return .text(duration(seconds))
            },
            Function("format_bytes", 1) { arguments in
                arguments[0].number.map { .text(bytes($0)) } ?? .null
            },
            Function("format_number", 1) { arguments in
                arguments[0].number == nil ? .null : .text(grouped(arguments[0].text ?? ""))
            },
            Function("int64", 1) { arguments in
                guard let digits = arguments[0].text, let value = Int64(digits: digits.utf8.span)
                else { return arguments[0] }
                return .integer(value)
            },
            Function("float64", 1) { arguments in
                arguments[0].number.map { .real($0) } ?? arguments[0]
            },
        ]
    }

    private static func instant(_ text: String) throws(ScanError) -> Timestamp {
        guard let instant = Timestamp(text.utf8.span) else {
            throw ScanError(.invalidValue, "duration: '\(text)' is not a timestamp")
        }
        return instant
    }

    /// `2d 03:04:05`, without days where there are none, and without fractions of a second.
    static func duration(_ seconds: Double) -> String {
        let whole = Int64(abs(seconds).rounded())
        let parts = [whole / 3600 % 24, whole / 60 % 60, whole % 60].map { part in
            part < 10 ? "0\(part)" : "\(part)"
        }
        let days = whole >= 86_400 ? "\(whole / 86_400)d " : ""
        return (seconds < 0 && whole > 0 ? "-" : "") + days + parts.joined(separator: ":")
    }

    /// The number in the largest unit of 1024 that keeps it at 1 or more, with one fraction digit.
    static func bytes(_ count: Double) -> String {
        let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        guard abs(count) >= 1024 else { return "\(decimal(count)) B" }
        var rest = count / 1024
        var unit = 0
        while abs(rest) >= 1023.95, unit + 1 < units.count {
            rest /= 1024
            unit += 1
        }
        return "\(decimal(rest)) \(units[unit])"
    }

    /// One digit after the point, unless it is 0.
    private static func decimal(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        guard let whole = Int64(exactly: rounded) else { return "\(rounded)" }
        return grouped(whole.description)
    }

    /// Digits with a comma between groups of three in the whole part.
    static func grouped(_ number: String) -> String {
        let digits = number.drop { $0 == "-" }.prefix { $0.isASCII && $0.isNumber }
        guard let start = number.firstIndex(where: { $0 != "-" }) else { return number }
        var result = String(number[..<start])
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result + number[digits.endIndex...]
    }
}

extension SQLiteValue {
    /// The value as a finite number, if it is one or a text that spells one.
    var number: Double? {
        let number: Double? =
            switch self {
            case .integer(let value): Double(value)
            case .real(let value): value
            case .text(let text): Double(text)
            case .null, .blob: nil
            }
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}
