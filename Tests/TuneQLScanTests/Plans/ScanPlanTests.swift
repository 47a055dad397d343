import Testing
import TuneQLScan

@Suite struct ScanPlanTests {
    @Test(
        arguments: [
            (ScanPlan(method: "list", arguments: [], columnsUsed: 0), "list #0"),
            (
                ScanPlan(
                    method: "list",
                    arguments: [.parameter("projectsId"), .limit, .offset],
                    columnsUsed: 3
                ),
                "list projectsId :limit :offset #3"
            ),
            (
                ScanPlan(
                    method: "get",
                    arguments: [.rowName, .check(.notEqual, "a"), .check(.marked, "b")],
                    columnsUsed: .max
                ),
                "get :name :<>(a) :if(b) #ffffffffffffffff"
            ),
        ] as [(ScanPlan, String)]
    )
    func `a plan is a short text`(_ plan: ScanPlan, _ text: String) {
        #expect(plan.text == text)
        #expect(ScanPlan(text: text) == plan)
    }

    @Test(
        arguments: [
            "a b", "a\tb", " ", ":limit", ":name", ":<>(a)", "@3", "#3", "%20", "a%", "(", "größe",
            "a%20b",
        ]
    )
    func `a parameter may have any name`(_ name: String) {
        var plan = ScanPlan(
            method: "list",
            arguments: [.check(.less, name), .parameter(name)],
            columnsUsed: 1
        )
        #expect(ScanPlan(text: plan.text) == plan)
        plan.number = 7
        #expect(ScanPlan(text: plan.text) == plan)
        plan.method = name
        #expect(ScanPlan(text: plan.text) == plan)
    }

    @Test(arguments: ScanPlan.Check.allCases)
    func `each operator of a condition comes back`(_ check: ScanPlan.Check) {
        let plan = ScanPlan(method: "m", arguments: [.check(check, "p")], columnsUsed: 0)
        #expect(ScanPlan(text: plan.text) == plan)
    }

    @Test func `a number distinguishes plans that are equal otherwise`() {
        var plan = ScanPlan(method: "list", arguments: [.limit], columnsUsed: 1)
        plan.number = 12
        #expect(plan.text == "list :limit @12 #1")
        #expect(ScanPlan(text: plan.text).number == 12)
        #expect(ScanPlan(text: "list :limit #1").number == nil)
    }

    @Test(arguments: [("", ""), ("#", ""), ("list", ""), ("list #x", "list")])
    func `a text that is no plan uses all columns`(_ text: String, _ method: String) {
        let plan = ScanPlan(text: text)
        #expect(plan.method == method)
        #expect(plan.columnsUsed == .max)
        #expect(plan.arguments == [])
    }

    @Test(
        arguments: [
            (0b101, 0, true), (0b101, 1, false), (0b101, 2, true), (0b101, 63, false),
            (1 << 62, 62, true), (1 << 62, 63, false), (1 << 63, 62, false), (1 << 63, 63, true),
            (1 << 63, 64, true), (1 << 63, 1000, true), (0, 0, false),
        ] as [(UInt64, Int, Bool)]
    )
    func `the last bit stands for all columns from 63 on`(
        _ bits: UInt64,
        _ column: Int,
        _ isUsed: Bool
    ) {
        let plan = ScanPlan(method: "m", arguments: [], columnsUsed: bits)
        #expect(plan.uses(column: column) == isUsed)
    }

    @Test func `parameters and names choose the calls`() {
        let arguments: [ScanPlan.Argument] = [
            .parameter("p"), .rowName, .limit, .offset, .check(.marked, "p"),
        ]
        #expect(arguments.filter(ScanPlan.choosesCalls) == [.parameter("p"), .rowName])
    }
}
