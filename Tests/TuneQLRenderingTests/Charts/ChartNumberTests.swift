import Testing
import TuneQLRendering

struct ChartNumberTests {
    @Test(
        arguments: [
            (0, "0"), (1, "1"), (-1, "-1"), (999, "999"), (1_000, "1,000"), (-12_345, "-12,345"),
            (9_223_372_036_854_775_807, "9,223,372,036,854,775,807"),
            (-9_223_372_036_854_775_808, "-9,223,372,036,854,775,808"),
        ] as [(Int64, String)]
    )
    func `whole numbers are exact`(number: Int64, text: String) {
        #expect(ChartNumber(number).text == text)
    }

    @Test(
        arguments: [
            (0.0, "0"), (-0.0, "0"), (0.5, "0.5"), (3.14159, "3.142"), (-2.5, "-2.5"),
            (1234.56, "1,235"), (99_999.9, "100,000"), (0.000123456, "0.0001235"),
            (0.0000123, "1.23e-5"), (1e300, "1e300"), (-1.5e-300, "-1.5e-300"),
            (.leastNonzeroMagnitude, "4.941e-324"),
            (1e15, "1e15"), (123_456_789.0, "123,456,789"), (9.9999, "10"),
            (.infinity, "∞"), (-.infinity, "-∞"), (.nan, "NaN"),
        ] as [(Double, String)]
    )
    func `other numbers have four digits`(number: Double, text: String) {
        #expect(ChartNumber(number).text == text)
    }
}
