import TuneQLCalls
import TuneQLCatalog
import TuneQLScan
import TuneQLText

/// A row of EXPLAIN: calls of one method of a resource, or no call at all.
struct ExplainedStep {
    /// The expected number of calls.
    enum Expectation: Hashable {
        case exactly(Int)
        /// This number or fewer; the text names the condition.
        case perhaps(Int, String)
        /// A number known only from the responses; the text says what it depends on.
        case unknown(String)
    }

    /// Nil for a statement that calls nothing.
    var resource: Resource?
    var method: Method?
    /// Nil when its parameters come from rows that are not known yet.
    var call: MethodCall?
    /// The name of the table in the statement.
    var table: String?
    /// The values of its parameters, as SQL.
    var parameters: String?
    var missing: [String] = []
    /// The conditions checked on the rows here, as SQL.
    var filter: String?
    var calls = Expectation.exactly(1)
    var pages: Pages?
    /// Nil for writes.
    private(set) var cache: CacheProspect?
    var note: String?

    /// The condition that its calls depend on, or another note.
    var remark: String? {
        guard case .perhaps(_, let condition) = calls else { return note }
        return condition
    }

    enum Pages: Hashable {
        case exactly(Int)
        case until(String)
    }

    /// A call with known parameters.
    init(_ call: MethodCall, of resource: Resource) {
        self.resource = resource
        self.call = call
        method = call.method
        parameters = call.bindings
    }

    /// Sets whether its calls are served from the cache.
    mutating func predict(_ prospect: CacheProspect) {
        cache = prospect
        guard prospect.isKept else { return }
        (calls, pages) = (.exactly(0), .exactly(0))
    }

    /// Calls with unknown parameters.
    init(_ method: Method, of resource: Resource, _ calls: Expectation) {
        self.resource = resource
        self.method = method
        self.calls = calls
    }

    /// A statement that calls no service.
    static let local = ExplainedStep(calls: .exactly(0), note: "local, no calls")

    private init(calls: Expectation, note: String) {
        self.calls = calls
        self.note = note
    }
}

extension ExplainedStep.Expectation {
    var value: Value {
        switch self {
        case .exactly(let count), .perhaps(let count, _): .integer(Int64(count))
        case .unknown(let text): .text(text)
        }
    }
}

extension ExplainedStep.Pages {
    var value: Value {
        switch self {
        case .exactly(let count): .integer(Int64(count))
        case .until(let text): .text("until \(text)")
        }
    }
}

extension [ExplainedStep] {
    /// The calls of all steps together: 4, or `2 or more`.
    var expectedCalls: Value {
        var (least, most, isOpen) = (0, 0, false)
        for step in self {
            switch step.calls {
            case .exactly(let count): (least, most) = (least + count, most + count)
            case .perhaps(let count, _): most += count
            case .unknown: isOpen = true
            }
        }
        return isOpen ? .text("\(least) or more") : .integer(Int64(most))
    }
}

extension MethodCall {
    /// The parameters with their values, as conditions.
    var bindings: String? {
        let names = method.parameters.map(\.name).filter { arguments[$0] != nil }
        guard !names.isEmpty else { return nil }
        return names.map { "\($0) = \((arguments[$0] ?? "").quotedAsText)" }
            .joined(separator: " AND ")
    }
}
