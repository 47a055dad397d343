import Testing
import TuneQLCalls

@Suite struct TokenBucketTests {
    /// The times in milliseconds at which as many requests are sent, each as soon as it may be.
    private static func times(_ count: Int, _ bucket: TokenBucket, from start: Int = 0) -> [Int] {
        var bucket = bucket
        var now = Duration.milliseconds(start)
        return (0..<count).map { _ in
            now = max(now, bucket.opening(now))
            bucket.send(now)
            return Int((now / .milliseconds(1)).rounded())
        }
    }

    @Test(
        arguments: [
            (2, 1, 0, [0, 500, 1000, 1500]),
            (2, 3, 0, [0, 0, 0, 500, 1000]),
            (2, 0, 0, [0, 500]),
            (2, -5, 0, [0, 500]),
            (2, 1.5, 0, [0, 250, 750]),
            (0.1, 1, 0, [0, 10_000, 20_000]),
            (1000, 2, 0, [0, 0, 1, 2]),
            (2, 2, 60_000, [60_000, 60_000, 60_500]),
        ] as [(Double, Double, Int, [Int])]
    )
    func `a stock is sent at once, and then the rate holds`(
        _ rate: Double,
        _ burst: Double,
        _ start: Int,
        _ times: [Int]
    ) {
        let bucket = TokenBucket(rate: rate, burst: burst)
        #expect(Self.times(times.count, bucket, from: start) == times)
    }

    @Test func `the stock fills up while nothing is sent, and no further`() {
        var bucket = TokenBucket(rate: 2, burst: 2)
        #expect(bucket.isFull(.zero))
        bucket.send(.zero)
        #expect(!bucket.isFull(.milliseconds(499)))
        #expect(bucket.isFull(.milliseconds(500)))
        #expect(Self.times(3, bucket, from: 500) == [500, 500, 1000])
        #expect(Self.times(3, bucket, from: 9000) == [9000, 9000, 9500])
    }

    @Test func `a request that is sent early is made up for`() {
        var bucket = TokenBucket(rate: 1, burst: 1)
        for _ in 0..<3 { bucket.send(.zero) }
        #expect(bucket.opening(.zero) == .seconds(3))
        #expect(bucket.opening(.seconds(2)) == .seconds(3))
        #expect(bucket.opening(.seconds(4)) == .seconds(4))
    }

    @Test func `thousands of requests keep the rate`() {
        let times = Self.times(10_001, TokenBucket(rate: 3, burst: 1))
        #expect(times.last == 3_333_333)
    }

    @Test func `a rate of next to nothing has an opening all the same`() {
        var bucket = TokenBucket(rate: 1e-300, burst: 1)
        bucket.send(.zero)
        #expect(bucket.opening(.zero) >= .seconds(1e9))
        #expect(bucket.opening(.seconds(60)) > .seconds(1e9))
    }
}
