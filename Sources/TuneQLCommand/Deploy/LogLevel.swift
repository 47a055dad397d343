import ArgumentParser
import TuneQLDeploy

/// How much a run reports, in the words of stackql-deploy.
enum LogLevel: String, WordChoice {
    case debug = "DEBUG"
    case info = "INFO"
    case warning = "WARNING"
    case error = "ERROR"
    case critical = "CRITICAL"

    init?(rawValue: String) {
        guard let level = Self.allCases.first(where: { $0.rawValue == rawValue.uppercased() })
        else { return nil }
        self = level
    }

    var level: StackLog.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        case .critical: .critical
        }
    }
}
