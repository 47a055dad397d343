import Testing
import TuneQLText

struct DurationTests {
    @Test(
        arguments: [
            ("1s", .seconds(1)), ("1.5s", .milliseconds(1500)), ("0s", .zero), ("-0s", .zero),
            ("-1s", .seconds(-1)), ("-1.5s", .milliseconds(-1500)), ("00001s", .seconds(1)),
            ("0.000000001s", .nanoseconds(1)), ("315576000000s", .seconds(315_576_000_000)),
            ("999999999999s", .seconds(999_999_999_999)),
        ] as [(String, Duration)]
    )
    func `proto JSON's seconds are read`(_ text: String, _ duration: Duration) {
        #expect(Duration(protobuf: text) == duration)
    }

    @Test(
        arguments: [
            "", "s", "1", "1S", "1 s", " 1s", "+1s", ".5s", "1.s", "1e3s", "0x1p3s", "infs", "nans",
            "1.5.5s", "--1s", "1.0000000001s", "1000000000000s", "1m",
        ]
    )
    func `other texts are no durations`(_ text: String) {
        #expect(Duration(protobuf: text) == nil)
    }
}
