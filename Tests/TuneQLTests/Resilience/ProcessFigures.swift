import Glibc

/// What this process holds, as the kernel counts it.
struct ProcessFigures: Equatable, CustomStringConvertible {
    var threads: Int
    /// Open files and sockets.
    var descriptors: Int
    var sockets: Int
    /// Memory that is in use, in KiB.
    var memory: Int

    static var now: ProcessFigures {
        let descriptors = names(in: "/proc/self/fd")
        return ProcessFigures(
            threads: names(in: "/proc/self/task").count,
            descriptors: descriptors.count,
            sockets: descriptors.count { isSocket("/proc/self/fd/\($0)") },
            memory: residentPages * Int(getpagesize()) / 1024
        )
    }

    /// The figures when no more threads than these are left.
    ///
    /// libdispatch keeps a thread without work for some seconds. Whoever leaks threads waits here until
    /// the time limit of the test.
    static func atRest(threads: Int) async throws -> ProcessFigures {
        while now.threads > threads { try await Task.sleep(for: .milliseconds(100)) }
        return now
    }

    /// The figures as soon as they are as wanted, or those after half a minute.
    ///
    /// The two ends of a connection that was given up are closed one after the other, in the time that
    /// the machine has for them. What leaked stays.
    static func settled(_ isWanted: (ProcessFigures) -> Bool) async throws -> ProcessFigures {
        let deadline = ContinuousClock.now + .seconds(30)
        while !isWanted(now), .now < deadline { try await Task.sleep(for: .milliseconds(100)) }
        return now
    }

    var description: String {
        "\(threads) threads, \(descriptors) descriptors, \(sockets) sockets, \(memory) KiB"
    }

    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private static func isSocket(_ path: String) -> Bool {
        var buffer = [CChar](repeating: 0, count: 256)
        guard readlink(path, &buffer, 255) > 0 else { return false }
        return String(decoding: buffer.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            .hasPrefix("socket:")
    }

    private static var residentPages: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        fgets(&line, 128, file)
        let text = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0
    }

    /// Appends a line to the file that `TUNEQL_FIGURES` names, and prints it.
    static func report(_ line: String) {
        print(line)
        guard let path = getenv("TUNEQL_FIGURES"), let file = fopen(path, "a") else { return }
        fputs(line + "\n", file)
        fclose(file)
    }
}
