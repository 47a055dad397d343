import Testing
import TuneQLText

struct TimestampTests {
    /// 2026-11-25T00:00:00Z.
    private static let day: Int64 = 1_795_564_800
    /// 2026-11-25T13:00:00Z.
    private static let hour = day + 13 * 3600

    @Test(
        arguments: [
            ("2026-11-25T13:00:00Z", hour, 0), ("2026-11-25t13:00:00z", hour, 0),
            ("2026-11-25T13:00:00+01:00", hour - 3600, 0), ("2026-11-25T13:00:00-00:00", hour, 0),
            ("2026-11-25T13:00:00-23:59", hour + 86_340, 0),
            ("2026-11-25T13:00:00.5Z", hour, 500_000_000),
            ("2026-11-25T13:00:00.123456789Z", hour, 123_456_789),
            ("2026-11-25T23:59:60Z", day + 86_400, 0), ("2024-02-29T00:00:00Z", 1_709_164_800, 0),
            ("2000-02-29T00:00:00Z", 951_782_400, 0),
            ("1969-12-31T23:59:59Z", -1, 0), ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
            ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
            ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
            ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
        ] as [(String, Int64, Int64)]
    )
    func `a complete time is read in all forms`(
        _ text: String,
        _ seconds: Int64,
        _ nanoseconds: Int64
    ) {
        let time = Timestamp(seconds: seconds, nanoseconds: nanoseconds)
        for form in [.any, .dateOrComplete, .complete] as [Timestamp.Form] {
            #expect(Timestamp(text, form) == time)
        }
    }

    @Test(
        arguments: [
            // Parts left out.
            ("2026", 1_767_225_600), ("2026-11", 1_793_491_200), ("2026T10:00Z", 1_767_261_600),
            ("2026-11-25T13:00Z", hour), ("2026-11-25T13:00", hour), ("2026-11-25T13:00:00", hour),
            // Other signs.
            ("2026-11-25 13:00:00Z", hour), ("2026-11-25T13:00:00+0100", hour - 3600),
            // Numbers beyond their limits.
            ("2026-11-25T24:00:00Z", day + 86_400), ("2026-11-25T24:30:00Z", day + 88_200),
            ("2026-02-30T00:00:00Z", 1_772_409_600), ("2026-02-29T00:00:00Z", 1_772_323_200),
            ("2100-02-29T00:00:00Z", 4_107_542_400), ("2026-02-31", 1_772_496_000),
            ("2026-11-25T13:00:00+24:00", hour - 86_400),
            ("2026-11-25T13:00:00+99:99", hour - 99 * 3600 - 99 * 60),
        ] as [(String, Int64)]
    )
    func `what comes near has a position in the order alone`(_ text: String, _ seconds: Int64) {
        #expect(Timestamp(text) == Timestamp(seconds: seconds))
        #expect(Timestamp(text, .dateOrComplete) == nil)
        #expect(Timestamp(text, .complete) == nil)
    }

    @Test func `a date alone is a form of its own`() {
        #expect(Timestamp("2026-11-25") == Timestamp(seconds: Self.day))
        #expect(Timestamp("2026-11-25", .dateOrComplete) == Timestamp(seconds: Self.day))
        #expect(Timestamp("2026-11-25", .complete) == nil)
    }

    @Test func `digits beyond the ninth are dropped, or refused`() {
        let text = "2026-11-25T13:00:00.1234567899Z"
        #expect(Timestamp(text) == Timestamp(seconds: Self.hour, nanoseconds: 123_456_789))
        #expect(Timestamp(text, .complete) == nil)
    }

    @Test(
        arguments: [
            "", "26", "2026-", "2026-1", "2026-13-01T00:00:00Z", "2026-00-01", "2026-11-00",
            "2026-11-32", "2026-1-5T1:2:3Z", "+2026-11-25T13:00:00Z", "2026-+1-25T13:00:00Z",
            "2026-11-25T", "2026-11-25T13", "2026-11-25T13:00:00+01", "2026-11-25T13:00:00.Z",
            "2026-11-25T13:00:00,5Z", "2026-11-25T13:60:00Z", "2026-11-25T25:00:00Z",
            "2026-11-25T23:59:61Z", " 2026-11-25T13:00:00Z", "2026-11-25T13:00:00Z ",
            "2026-11-25T13:00:00ZZ", "2026-11-25T13:00:00 Z", "20261125T130000Z", "２026-11-25",
            "2026-11-25T13:00:00Z\0",
        ]
    )
    func `other texts are no times`(_ text: String) {
        for form in [.any, .dateOrComplete, .complete] as [Timestamp.Form] {
            #expect(Timestamp(text, form) == nil)
        }
    }

    @Test(
        arguments: [
            "2026-11-25T13:00:00Z", "2026-11-25T13:00:00.120Z", "2026-11-25T13:00:00.000120Z",
            "2026-11-25T13:00:00.000000001Z", "1969-12-31T23:59:59.500Z", "0000-03-01T00:00:00Z",
            "1600-02-29T12:00:00Z", "1900-03-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
        ]
    )
    func `a time is written as it was read`(_ text: String) {
        #expect(Timestamp(text, .complete)?.text == text)
    }

    @Test func `every day of four hundred years is written as it was read`() {
        for day in stride(from: Int64(0), to: 146_097, by: 1) {
            let time = Timestamp(seconds: day * 86_400 - 11_676_096_000)
            #expect(Timestamp(time.text, .complete) == time)
        }
    }

    @Test(arguments: [(0, "19700101T000000Z"), (1_795_611_661, "20261125T130101Z")])
    func `AWS's form has no separators`(_ seconds: Int64, _ text: String) {
        #expect(Timestamp(seconds: seconds, nanoseconds: 5).compactText == text)
    }
}
