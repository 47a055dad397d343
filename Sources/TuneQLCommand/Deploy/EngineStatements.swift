import Glibc
import Synchronization
import TuneQL
import TuneQLDeploy
import TuneQLJSON
import TuneQLScan
import TuneQLSyntax

/// Runs the statements of a stack on engines, one for each set of credentials.
final class EngineStatements: StackStatements {
    private let connection: ConnectionOptions
    private let interruption = Interruption()
    private let sessions = Mutex<[String: Session]>([:])

    init(_ connection: ConnectionOptions) {
        self.connection = connection
    }

    func rows(
        of sql: String,
        auth: JSONValue?,
        variables: [String: JSONValue]
    ) async throws(StackError) -> [JSONObject] {
        let session = try session(auth, variables)
        var rows: [JSONObject] = []
        var reader = StatementReader(sql)
        do {
            while let statement = try reader.next() {
                rows = try await self.rows(of: statement, in: sql, session)
            }
        } catch let error as SyntaxError {
            let error = QueryError(.syntax, error.message, range: error.range)
            throw StackError(error, in: sql)
        } catch let error as QueryError {
            throw StackError(error, in: sql)
        } catch {
            throw StackError(.statement, "\(error)")
        }
        return rows
    }

    private func rows(
        of statement: Statement,
        in sql: String,
        _ session: Session
    ) async throws -> [JSONObject] {
        let control = StatementControl()
        interruption.begin(control)
        defer { interruption.end() }
        let results = try await session.run(statement, of: sql, control: control)
        var rows: [JSONObject] = []
        for try await row in results { rows.append(JSONObject(row)) }
        for warning in results.warnings { printMessage("warning: \(warning.message)") }
        guard results.isComplete else {
            throw QueryError(.partial, "some places did not respond, so the rows are not complete")
        }
        return rows
    }

    func output(of program: String) async throws(StackError) -> String {
        fflush(nil)
        guard let pipe = popen(program, "r") else {
            throw StackError(.statement, "/bin/sh cannot be started")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        let status = pclose(pipe)
        guard status == 0 else {
            throw StackError(.statement, "the program ended with \(status >> 8):\n\(program)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Sessions

    /// The session with the credentials; their settings may name variables of the stack.
    private func session(
        _ auth: JSONValue?,
        _ variables: [String: JSONValue]
    ) throws(StackError) -> Session {
        let named = Self.environment(of: auth, variables)
        let key = auth.map { "\($0.text) \(named.sorted { $0.key < $1.key })" } ?? ""
        if let session = sessions.withLock({ $0[key] }) { return session }
        do {
            var connection = connection
            if let auth, !connection.emulator { connection.services.auth = auth.text }
            let engine = try connection.makeEngine(
                CallMonitor(isVerbose: connection.verbose),
                isSafe: false,
                variables: named
            )
            var policy = Session.Policy()
            policy.progress = { printMessage($0) }
            let session = try engine.makeSession(policy: policy)
            sessions.withLock { $0[key] = session }
            return session
        } catch {
            throw StackError(.stack, "\(error)")
        }
    }

    private static let variableKeys: Set<String> = [
        "credentialsenvvar", "username_var", "password_var", "keyIDenvvar",
    ]

    /// The variables of the stack that credentials ask the environment for.
    private static func environment(
        of auth: JSONValue?,
        _ variables: [String: JSONValue]
    ) -> [String: String] {
        var found: [String: String] = [:]
        for member in auth?.object?.members ?? [] {
            if variableKeys.contains(member.name), let name = member.value.string {
                found[name] = variables[name].map { StackValue.text($0) }
            } else {
                found.merge(environment(of: member.value, variables)) { $1 }
            }
        }
        return found
    }
}

extension StackError {
    /// The error of a statement, with the place in its text.
    fileprivate init(_ error: QueryError, in sql: String) {
        guard error.code != .cancelled else {
            self.init(.interrupted, "interrupted: \(error.message)")
            return
        }
        var message = error.message
        if let range = error.range {
            message += "\n" + SourceText(sql).excerpt(of: range)
        }
        self.init(.statement, message, help: error.help)
    }
}

extension JSONObject {
    /// A row's columns and their values.
    fileprivate init(_ row: Row) {
        self.init(
            row.columns.indices.map { index in
                JSONMember(name: row.columns[index].name, value: JSONValue(row[index]))
            }
        )
    }
}

extension JSONValue {
    fileprivate init(_ value: TuneQL.Value) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .number(String(number))
        case .real(let number): self = .number("\(number)")
        case .boolean(let isTrue): self = .bool(isTrue)
        case .text(let text): self = .string(text)
        case .json(let text): self = (try? JSONValue(parsing: text)) ?? .string(text)
        case .blob(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
        }
    }
}
