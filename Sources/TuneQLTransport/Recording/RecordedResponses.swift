/// The responses of a recording, each of which is returned once.
///
/// A statement gets the responses that the same statement got in the recorded run: another may have
/// made the same request, and may have ended before its response arrived. Where the recording has
/// none for the statement, or does not distinguish statements, all responses to the request count.
struct RecordedResponses {
    typealias Outcome = Result<HTTPResponse, TransportError>

    private struct Place: Hashable {
        var key: RequestKey
        /// The statement; nil means all of them.
        var statement: Int?
    }

    /// The indices of the exchanges, by request and statement, in recorded order.
    private var places: [Place: [Int]] = [:]
    private let exchanges: [RecordedExchange]
    /// The number of responses to a request that a statement has received.
    private var counts: [Place: Int] = [:]
    private var used: Set<Int> = []
    /// Requests whose last response was 401: a token that cannot be replaced is refused again.
    private var refused: [Place: Outcome] = [:]

    init(_ exchanges: [RecordedExchange]) {
        self.exchanges = exchanges
        for (index, exchange) in exchanges.enumerated() {
            let key = RequestKey(exchange.request)
            places[Place(key: key), default: []].append(index)
            if let statement = exchange.request.statement {
                places[Place(key: key, statement: statement), default: []].append(index)
            }
        }
    }

    /// The number of responses not yet returned.
    var unusedCount: Int { exchanges.count - used.count }

    /// The number of times that a request was recorded.
    func count(of key: RequestKey) -> Int { places[Place(key: key)]?.count ?? 0 }

    /// The next response to a request; nil when none is left.
    mutating func next(for key: RequestKey, statement: Int?) -> Outcome? {
        let own = Place(key: key, statement: statement)
        let all = Place(key: key)
        let namesStatements = (places[all] ?? []).allSatisfy {
            exchanges[$0].request.statement != nil
        }
        let reader = namesStatements ? own : all
        let indices = places[own] ?? places[all] ?? []
        let count = counts[reader, default: 0]
        guard count < indices.count else { return refused[reader] }
        counts[reader] = count + 1
        used.insert(indices[count])
        let outcome = exchanges[indices[count]].outcome
        refused[reader] = (try? outcome.get())?.status == 401 ? outcome : nil
        return outcome
    }
}
