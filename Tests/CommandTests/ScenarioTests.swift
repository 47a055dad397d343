import ProgramSupport
import Testing

struct ScenarioTests {
    @Test(arguments: Scenario.all)
    func `a scenario answers in process what is written down`(_ scenario: Scenario) throws {
        let outcome = try scenario.outcome(["--emulator"])
        if ProjectFiles.isUpdating {
            try scenario.rewrite(outcome)
            Issue.record("rewritten; read the difference before it is committed")
            return
        }
        #expect(outcome.output == scenario.expectedOutput)
        #expect(outcome.report == scenario.expectedReport)
    }

    @Test(
        .disabled(if: ProjectFiles.isUpdating, "results are being rewritten"),
        arguments: Scenario.all.filter { !$0.isInProcessOnly }
    )
    func `a scenario answers the same over loopback`(_ scenario: Scenario) throws {
        // An emulator for each, or what one scenario creates would be seen by another.
        let emulator = try EmulatorProcess()
        let outcome = try scenario.outcome([
            "--endpoint", "google.aiplatform=\(emulator.origin)",
            "--auth", #"{"google": {"type": "null_auth"}}"#,
        ])
        #expect(outcome.output == scenario.expectedOutput)
        #expect(outcome.report == scenario.expectedReport.replacingService(with: emulator.origin))
    }

    @Test func `every result belongs to a scenario`() {
        let scenarios = Set(Scenario.all.map(\.testDescription))
        for topic in ProjectFiles.names(in: Scenario.directory) {
            for file in ProjectFiles.names(in: "\(Scenario.directory)/\(topic)")
            where file.hasSuffix(".out") || file.hasSuffix(".err") {
                #expect(scenarios.contains("\(topic)/\(file.dropLast(4))"), "\(topic)/\(file)")
            }
        }
        #expect(scenarios.count > 40)
    }
}

extension String {
    /// The text with the emulator's origin where it names the service's.
    fileprivate func replacingService(with origin: String) -> String {
        split(separator: "https://", omittingEmptySubsequences: false).enumerated()
            .map { index, part in
                let isService = index > 0 && part.prefix { $0 != "/" }.hasSuffix(".googleapis.com")
                return index == 0
                    ? String(part)
                    : isService ? origin + part.drop { $0 != "/" } : "https://" + part
            }
            .joined()
    }
}
