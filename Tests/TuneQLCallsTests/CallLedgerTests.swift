import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

@Suite struct CallLedgerTests {
    private let ledger = CallLedger()

    private func page(rows: Int) throws -> JSONPage {
        let items = Array(repeating: "{}", count: rows).joined(separator: ",")
        let layout = JSONLayout(itemsPath: ["items"], columns: [], tokenName: nil)
        return try JSONPage(Array("{\"items\":[\(items)]}".utf8), layout: layout)
    }

    @Test func `a page counts where it arrives and where it is read`() throws {
        let entry = ledger.plan(calls: 1).begin(call(listMethod))
        let page = try page(rows: 3)
        entry.addArrival(of: page)
        entry.addArrival(of: page)
        entry.addReading(of: page, isKept: true)
        let record = try #require(ledger.named.first)
        #expect(record.arrived.pages == 2)
        #expect(record.arrived.rows == 6)
        #expect(record.arrived.bytes == 2 * page.bytes.count)
        #expect(record.read.pages == 1)
        #expect(record.read.rows == 3)
        #expect(record.keptPages == 1)
        #expect(record.fetched.pages == 0)
    }

    @Test func `a failure stays, also when a later page is the last`() {
        let entry = ledger.begin([call(listMethod)])[0]
        entry.end(.failed, CallError(kind: .malformed, message: "no JSON"))
        entry.end(.ok)
        #expect(ledger.named.map(\.status) == [.failed])
        #expect((ledger.named[0].error as? CallError)?.message == "no JSON")
    }

    @Test func `a call that the statement does not need cannot fail it`() {
        let group = ledger.plan(calls: 1)
        group.begin(call(listMethod)).end(.failed, CallError(kind: .api, message: "no"))
        #expect(ledger.named.map(\.status) == [.unfinished])
        #expect(ledger.named[0].error == nil)
        group.need()
        #expect(ledger.named.map(\.status) == [.failed])
    }

    @Test func `calls that are shared or skipped are not waited for`() {
        let group = ledger.plan(calls: 4)
        #expect(ledger.isEmpty)
        #expect(ledger.plannedCount == 4)
        let entry = group.begin(call(listMethod))
        group.join(entry)
        group.skip()
        #expect(ledger.plannedCount == 1)
        #expect(ledger.named.count == 1)
        #expect(!ledger.isEmpty)
    }

    @Test func `in order, needed calls come in the order in which they were needed`() {
        ledger.keepOrder()
        let groups = ["a", "b", "c"].map { name in
            let group = ledger.plan(calls: 1)
            _ = group.begin(call(listMethod, ["locationsId": name]))
            return group
        }
        groups[2].need()
        groups[0].need()
        #expect(ledger.named.map { $0.parameters["locationsId"] } == ["c", "a"])
        #expect(ledger.records.count == 3)
    }

    @Test func `an included ledger's calls are named, and are not work of the outer one`() {
        let inner = CallLedger()
        ledger.include(inner)
        _ = inner.begin([call(listMethod)])
        #expect(ledger.named.count == 1)
        #expect(!ledger.isEmpty)
        #expect(ledger.records.isEmpty)
    }

    @Test func `a call that is made again counts, retries and further pages do not`() async throws {
        let budget = CallBudget()
        let client = APIClient(
            transport: ScriptedTransport([
                .json("{}", status: 503), .json("{}"), .json("{}"), .json("{}"),
            ]),
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        .limited(by: budget)
        let list = call(listMethod)
        let record = client.record(of: list)
        for position in [nil, PagePosition.token("p"), nil] {
            _ = try await client.response(to: list, at: position, entry: record)
        }
        #expect(budget.ledger.records.map(\.calls) == [2])
        #expect(budget.ledger.tallies.map(\.calls) == [2])
        #expect(budget.ledger.retries == 1)
        #expect(budget.ledger.isEmpty)
    }

    @Test func `tallies are of the calls that were sent, method by method`() async throws {
        let budget = CallBudget()
        let transport = ScriptedTransport([
            .json("{}", status: 503), .json("{\"tuningJobs\":[{},{}]}"), .json("{}"),
        ])
        let client = APIClient(
            transport: transport,
            credentials: StaticCredentials.none,
            clock: ManualClock()
        )
        .limited(by: budget)
        let group = budget.ledger.plan(calls: 2)
        let layout = JSONLayout(itemsPath: ["tuningJobs"], columns: ["name"])
        let list = call(listMethod)
        for try await _ in client.pages(of: list, layout: layout, entry: group.begin(list)) {}
        _ = try await client.response(to: list)
        _ = group.begin(list)
        let tallies = budget.ledger.tallies
        #expect(tallies.count == 1)
        #expect(tallies[0].calls == 2)
        #expect(tallies[0].fetched.pages == 1)
        #expect(tallies[0].fetched.rows == 2)
        #expect(tallies[0].fetched.bytes == 24)
        #expect(tallies[0].retries == 1)
        #expect(budget.ledger.named.map(\.retries) == [1, 0])
    }
}
