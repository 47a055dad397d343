/// The answers of a recording, each of which is given once.
///
/// A statement gets those that the same statement got when it was recorded: another may have made the
/// same request, and may have ended before its answer came. Where the recording has none of the
/// statement, or does not tell statements apart, all answers to the request count.
struct RecordedAnswers {
    typealias Answer = Result<HTTPResponse, TransportError>

    private struct Place: Hashable {
        var key: RequestKey
        /// The statement; nil stands for all of them.
        var statement: Int?
    }

    /// The exchanges, by the request and who made it, in their order.
    private var places: [Place: [Int]] = [:]
    private let exchanges: [RecordedExchange]
    /// How many answers a statement has got to a request.
    private var counts: [Place: Int] = [:]
    private var used: Set<Int> = []
    /// Requests whose last answer was 401: a token that cannot be replaced is refused again.
    private var refused: [Place: Answer] = [:]

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

    /// How many answers nobody has asked for yet.
    var unusedCount: Int { exchanges.count - used.count }

    /// How many times a request was recorded.
    func count(of key: RequestKey) -> Int { places[Place(key: key)]?.count ?? 0 }

    /// The next answer to a request; nil when there are no more.
    mutating func next(for key: RequestKey, statement: Int?) -> Answer? {
        let own = Place(key: key, statement: statement)
        let everybody = Place(key: key)
        let tellsApart = (places[everybody] ?? []).allSatisfy {
            exchanges[$0].request.statement != nil
        }
        let reader = tellsApart ? own : everybody
        let indices = places[own] ?? places[everybody] ?? []
        let count = counts[reader, default: 0]
        guard count < indices.count else { return refused[reader] }
        counts[reader] = count + 1
        used.insert(indices[count])
        let outcome = exchanges[indices[count]].outcome
        refused[reader] = (try? outcome.get())?.status == 401 ? outcome : nil
        return outcome
    }
}
