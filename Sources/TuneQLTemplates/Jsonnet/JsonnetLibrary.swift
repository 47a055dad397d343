import Glibc

/// The libjsonnet functions in use, looked up in the system's shared library.
///
/// It is loaded when the first text of jsonnet is read.
struct JsonnetLibrary: Sendable {
    typealias Machine = OpaquePointer
    typealias Text = UnsafePointer<CChar>

    private let make: @convention(c) @Sendable () -> Machine?
    private let destroy: @convention(c) @Sendable (Machine) -> Void
    private let maximumStack: @convention(c) @Sendable (Machine, UInt32) -> Void
    private let setVariable: @convention(c) @Sendable (Machine, Text, Text) -> Void
    private let evaluate:
        @convention(c) @Sendable (Machine, Text, Text, UnsafeMutablePointer<Int32>) ->
            UnsafeMutablePointer<CChar>?
    private let reallocate:
        @convention(c) @Sendable (Machine, UnsafeMutablePointer<CChar>?, Int) ->
            UnsafeMutablePointer<CChar>?

    static let usual: Result<JsonnetLibrary, TemplateFailure> = Result {
        () throws(TemplateFailure) in try JsonnetLibrary(named: "libjsonnet.so.0")
    }

    init(named name: String) throws(TemplateFailure) {
        guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
            throw TemplateFailure(
                "\(name) could not be loaded, so jsonnet cannot be read; install libjsonnet "
                    + "(Debian, Ubuntu: apt install libjsonnet0), or give the values as JSON or YAML"
            )
        }
        make = try Self.function("jsonnet_make", in: library)
        destroy = try Self.function("jsonnet_destroy", in: library)
        maximumStack = try Self.function("jsonnet_max_stack", in: library)
        setVariable = try Self.function("jsonnet_ext_var", in: library)
        evaluate = try Self.function("jsonnet_evaluate_snippet", in: library)
        reallocate = try Self.function("jsonnet_realloc", in: library)
    }

    private static func function<Function>(
        _ name: String,
        in library: UnsafeMutableRawPointer
    ) throws(TemplateFailure) -> Function {
        guard let address = dlsym(library, name) else {
            throw TemplateFailure("libjsonnet lacks \(name): it is too old")
        }
        return unsafeBitCast(address, to: Function.self)
    }

    /// Calls may be nested so deep.
    private static let stackDepth: UInt32 = 500
    private static let maximumOutput = 64 << 20

    /// The JSON that a text makes.
    ///
    /// - Parameters:
    ///   - text: The text, which imports other files by their paths from the directory of `name`.
    ///   - name: The name of the text's file.
    ///   - variables: The texts of `std.extVar`.
    /// - Returns: The JSON.
    /// - Throws: ``TemplateFailure`` with jsonnet's own message, or for an output that is too long.
    func evaluate(
        _ text: String,
        named name: String,
        variables: [String: String]
    ) throws(TemplateFailure) -> String {
        guard let machine = make() else { throw TemplateFailure("there is no memory for jsonnet") }
        defer { destroy(machine) }
        maximumStack(machine, Self.stackDepth)
        for (name, value) in variables { setVariable(machine, name, value) }
        var failed: Int32 = 0
        guard let output = evaluate(machine, name, text, &failed) else {
            throw TemplateFailure("\(name): jsonnet returned nothing")
        }
        defer { _ = reallocate(machine, output, 0) }
        guard failed != 0 || strlen(output) <= Self.maximumOutput else {
            throw TemplateFailure("\(name): jsonnet made more than 64 MB")
        }
        let result = String(cString: output)
        guard failed == 0 else { throw TemplateFailure(Self.message(result)) }
        return result
    }

    /// The first line of an error, which names the place, without the calls that led to it.
    private static func message(_ text: String) -> String {
        let lines = text.split(separator: "\n")
        var first = lines.first.map(String.init) ?? "jsonnet failed"
        // An error at run time has its place in the line of the innermost call.
        if first.hasPrefix("RUNTIME ERROR: "), lines.count > 1 {
            let place = lines[1].drop { $0 == "\t" || $0 == " " }.prefix { $0 != "\t" }
            first = "\(place): \(first.dropFirst(15))"
        } else if first.hasPrefix("STATIC ERROR: ") {
            first.removeFirst(14)
        }
        return first
    }
}
