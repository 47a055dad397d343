import TuneQLTransport

/// The requests so far, and the faults of those to come.
struct RequestLog: Sendable {
    private(set) var count = 0
    private(set) var requests: [HTTPRequest] = []
    /// The script; setting it starts its numbering anew.
    var faults = Emulator.Faults() {
        didSet { scriptStart = count }
    }
    private var scriptStart = 0

    /// Records a request and finds the fault to inject.
    mutating func record(_ request: HTTPRequest, isRecording: Bool) -> Emulator.Faults.Effect? {
        defer { count += 1 }
        if isRecording { requests.append(request) }
        return faults.effect(on: request, number: count - scriptStart)
    }
}
