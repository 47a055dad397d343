/// Times as token services write them.
package enum UTCTime {
    /// The seconds since 1970 of `2026-01-01T00:00:00Z`, fractions of seconds left out.
    package static func seconds(_ text: String) -> Int64? {
        guard text.hasSuffix("Z") else { return nil }
        let parts = text.dropLast().split(separator: "T")
        guard parts.count == 2 else { return nil }
        let date = parts[0].split(separator: "-").map { Int64($0) }
        let time = parts[1].prefix { $0 != "." }.split(separator: ":").map { Int64($0) }
        guard date.count == 3, time.count == 3, let year = date[0], let month = date[1],
            let day = date[2], let hour = time[0], let minute = time[1], let second = time[2],
            (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        return HTTPDate.days(year: year, month: month, day: day) * 86_400 + hour * 3600
            + minute * 60 + second
    }

    /// A time as AWS wants it: `20260101T000000Z`.
    static func compact(_ seconds: Int64) -> String {
        var day = seconds / 86_400
        var year: Int64 = 1970
        while day >= length(of: year) {
            day -= length(of: year)
            year += 1
        }
        var month: Int64 = 1
        while day >= length(of: month, in: year) {
            day -= length(of: month, in: year)
            month += 1
        }
        let time = seconds % 86_400
        let parts = [month, day + 1].map(twoDigits).joined()
        let clock = [time / 3600, time % 3600 / 60, time % 60].map(twoDigits).joined()
        return "\(year)\(parts)T\(clock)Z"
    }

    private static func length(of year: Int64) -> Int64 {
        HTTPDate.days(year: year + 1, month: 1, day: 1)
            - HTTPDate.days(year: year, month: 1, day: 1)
    }

    private static func length(of month: Int64, in year: Int64) -> Int64 {
        let next = month == 12 ? (year + 1, Int64(1)) : (year, month + 1)
        return HTTPDate.days(year: next.0, month: next.1, day: 1)
            - HTTPDate.days(year: year, month: month, day: 1)
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
