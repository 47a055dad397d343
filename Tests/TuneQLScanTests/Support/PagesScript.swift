import Testing
import TuneQLCalls
import TuneQLJSON
import TuneQLScan

/// Steps of calls and their reader, in the place of tasks.
///
/// `0.1` is a page that arrives; `0.end`, `0.fails` and `0.kills` end a call; in `0.1?` its task
/// pauses after a page; in `0.1!` the reader has used a page up.
struct PagesScript {
    private var state: ParallelPages.State
    private let woken = WakeUps()

    init(_ order: any DeliveryOrder, readsAhead: Bool = false) {
        state = ParallelPages.State(order, readsAhead: readsAhead)
    }

    /// Runs steps; the result of each is what it brings, and what it wakes up.
    mutating func run(_ steps: String) throws -> String {
        try steps.split(separator: " ").map { step in
            let result = try run(step: step)
            let all = ([result] + woken.take()).filter { !$0.isEmpty }
            return all.isEmpty ? "-" : all.joined(separator: "+")
        }
        .joined(separator: " ")
    }

    private mutating func run(step: Substring) throws -> String {
        if step == "take" { return take() }
        if step == "cancel" {
            let (resumptions, wakeReader) = state.cancel()
            for resume in resumptions { resume(false) }
            wakeReader?()
            return ""
        }
        let parts = step.split { ".?!".contains($0) }
        let call = try #require(Int(parts[0]))
        guard let number = Int(parts[1]) else {
            state.add(Self.ending(parts[1]), of: call)?()
            return ""
        }
        let page = try DeliveredPage(call: call, number: number)
        switch step.last {
        case "?":
            let isRequested = state.pause(after: page) { [woken] in woken.add("\(call):\($0)") }
            return isRequested.map { "\($0)" } ?? "pauses"
        case "!": state.request(after: page)?(true)
        default: state.add(.page(page), of: call)?()
        }
        return ""
    }

    private mutating func take() -> String {
        do {
            let (turn, resume) = try state.take { [woken] in woken.add("reader") }
            resume?(true)
            switch turn {
            case .taken(.page(let page), let call): return "\(call).\(page.number)"
            case .taken(.failure(let failure), let call):
                return "\(call).\(failure.error.message)"
            case .taken(.end, let call): return "\(call).end"
            case .waiting: return "waiting"
            case .finished: return "finished"
            }
        } catch {
            return error.code == .cancelled ? "cancelled" : "error"
        }
    }

    private static func ending(_ name: Substring) -> ParallelPages.Event {
        guard name != "end" else { return .end }
        let error = CallError(kind: .api, message: String(name))
        return .failure(.init(error, name == "kills" ? .fatal : .tolerable))
    }
}

extension DeliveredPage {
    /// A page without rows.
    init(call: Int, number: Int) throws {
        let layout = JSONLayout(itemsPath: [], columns: [], tokenName: nil)
        self.init(call: call, number: number, page: try JSONPage(Array("{}".utf8), layout: layout))
    }
}
