import Synchronization
import TuneQLDeploy
import TuneQLJSON

/// Answers the statements of a stack as a test says, and notes them.
///
/// A statement is known by its first word after `-- `, or by all of its text.
final class ScriptedStatements: StackStatements {
    /// Rows for one statement, or its refusal.
    enum Answer: Sendable {
        case rows([JSONObject])
        case refusal(String)

        static func count(_ number: Int) -> Answer { .rows([["count": .number(String(number))]]) }
        static func row(_ object: JSONObject) -> Answer { .rows([object]) }
        static let none = Answer.rows([])
    }

    private struct State {
        var answers: [String: [Answer]]
        var sent: [String] = []
    }

    private let state: Mutex<State>
    let programOutput: String

    /// Answers for each statement, in turn; the last one is repeated.
    init(_ answers: [String: [Answer]], programOutput: String = "{}") {
        state = Mutex(State(answers: answers))
        self.programOutput = programOutput
    }

    var sent: [String] { state.withLock { $0.sent } }

    func rows(
        of sql: String,
        auth: JSONValue?,
        variables: [String: JSONValue]
    ) async throws(StackError) -> [JSONObject] {
        let answer = state.withLock { state -> Answer in
            state.sent.append(sql)
            guard var answers = state.answers[sql], !answers.isEmpty else { return .none }
            let answer = answers.count > 1 ? answers.removeFirst() : answers[0]
            state.answers[sql] = answers
            return answer
        }
        switch answer {
        case .rows(let rows): return rows
        case .refusal(let message): throw StackError(.statement, message)
        }
    }

    func output(of program: String) async throws(StackError) -> String {
        state.withLock { $0.sent.append("run: \(program)") }
        return programOutput
    }
}
