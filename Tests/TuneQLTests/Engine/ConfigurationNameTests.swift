import Testing
import TuneQL

/// What a configuration names has to be there.
struct ConfigurationNameTests {
    private static func error(_ change: (inout Engine.Configuration) -> Void) -> QueryError? {
        var configuration = Engine.Configuration()
        change(&configuration)
        do throws(QueryError) {
            _ = try Engine(configuration)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a service that no document has is refused`() {
        let errors = [
            Self.error { $0.endpoints = ["google.aiplatfrom": "http://127.0.0.1:1"] },
            Self.error { $0.limits = ["google.aiplatfrom": "off"] },
        ]
        for error in errors {
            #expect(error?.code == .invalidValue)
            #expect(error?.help == "did you mean google.aiplatform?")
        }
    }

    @Test func `a provider is refused where it is nearly a known one`() {
        let misspelt = Self.error { $0.authentication = #"{"gogle": {"type": "null_auth"}}"# }
        #expect(misspelt?.help == "did you mean google?")
        #expect(Self.error { $0.authentication = #"{"github": {"type": "basic"}}"# } == nil)
        #expect(Self.error { $0.authentication = "null_auth" }?.code == .invalidValue)
    }
}
