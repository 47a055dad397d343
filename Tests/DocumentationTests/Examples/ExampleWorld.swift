import TuneQL
import TuneQLEmulator

/// What the examples start from: an emulator, and an engine and a session that reach it.
struct ExampleWorld {
    let emulator: Emulator
    let configuration: Engine.Configuration
    let engine: Engine
    let session: Session

    init() throws {
        emulator = Emulator(configuration: Emulator.Configuration(clock: .fixed()))
        var configuration = Engine.Configuration(transport: EmulatorTransport(emulator: emulator))
        configuration.authentication = #"{"google": {"type": "null_auth"}}"#
        self.configuration = configuration
        engine = try Engine(configuration)
        session = try engine.makeSession()
    }
}
