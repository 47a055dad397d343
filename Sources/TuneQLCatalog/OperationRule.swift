/// How a long-running operation is identified in a response, and polled until it ends.
package struct OperationRule: Sendable, Hashable {
    /// How an operation shows that it has ended.
    package enum End: Sendable, Hashable {
        /// The member of this name is true.
        case flag(String)
        /// The member has one of these values, in any case.
        case status(member: String, values: [String])
    }

    /// The service's own way to wait for the end of an operation.
    package struct Wait: Sendable, Hashable {
        /// The HTTP method, such as `POST`.
        package var httpMethod: String
        /// The path, with the placeholders of ``OperationRule/path``.
        package var path: String

        package init(httpMethod: String = "POST", path: String) {
            self.httpMethod = httpMethod
            self.path = path
        }
    }

    /// The path of an operation: `/v1/{name}`, `/v1/projects/{project}/operations/{name}`.
    ///
    /// The placeholder of ``nameMember`` is the operation's name, inserted unchanged; others are
    /// parameters of the call that started it, or else members of the operation.
    package var path: String
    /// The member with the operation's name.
    package var nameMember: String
    package var end: End
    /// The member with the error of a failed operation; nil when operations have none.
    package var errorMember: String?
    /// The service's own way to wait; nil when it has none.
    package var wait: Wait?

    /// Creates a rule; nil unless the path has whole placeholders, with the name among them.
    ///
    /// - Parameters:
    ///   - path: The path of an operation.
    ///   - nameMember: The member with its name; nil for the last placeholder of the path.
    ///   - end: How it shows that it has ended.
    ///   - errorMember: The member with its error.
    ///   - wait: The service's own way to wait.
    package init?(
        path: String,
        nameMember: String? = nil,
        end: End,
        errorMember: String? = nil,
        wait: Wait? = nil
    ) {
        guard path.hasPrefix("/"), let names = Self.placeholders(of: path),
            let name = nameMember ?? names.last, names.contains(name)
        else { return nil }
        self.path = path
        self.nameMember = name
        self.end = end
        self.errorMember = errorMember
        self.wait = wait
    }

    /// Creates a rule for operations with a member that is true when they have ended.
    package init?(path: String, doneMember: String, errorMember: String? = nil) {
        self.init(path: path, end: .flag(doneMember), errorMember: errorMember)
    }

    /// The path of the operation with this name, which is inserted unchanged.
    package func path(of name: String) -> String { expand(path, name) }

    /// The path of the service's own way to wait for the operation with this name.
    package func waitPath(of name: String) -> String? { wait.map { expand($0.path, name) } }

    /// Inserts a name; of a whole one what the path does not spell itself.
    ///
    /// `projects/_/buckets/b/operations/o` is `o` in `/b/{bucket}/operations/{name}`.
    private func expand(_ path: String, _ name: String) -> String {
        let placeholder = "{\(nameMember)}"
        let before = path.firstRange(of: placeholder).map { path[..<$0.lowerBound] }
        guard let collection = before?.split(separator: "/").last,
            let end = name.ranges(of: "\(collection)/").last?.upperBound
        else { return path.replacing(placeholder, with: name) }
        return path.replacing(placeholder, with: String(name[end...]))
    }

    /// The names of the placeholders; nil when one is empty or not closed.
    private static func placeholders(of path: String) -> [String]? {
        var names: [String] = []
        for part in path.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: "}"), end > part.startIndex else { return nil }
            names.append(String(part[..<end]))
        }
        return names
    }
}
