import TuneQLSyntax

extension Statement {
    /// Whether the statement writes to a service, or may.
    var isWrite: Bool {
        switch kind {
        case .insert(let insert): insert.target.path.count > 1
        case .local(let local):
            local.verb.changesRows && local.tables.contains { $0.path.count > 1 }
        case .exec: true
        case .explain(let explain): explain.isAnalyze && explain.statement.isWrite
        default: false
        }
    }

    /// Whether the statement is finished even if its output is not read.
    var isFinishedUnread: Bool {
        if isWrite { return true }
        switch kind {
        case .insert, .local, .view, .utility(.registryPull): return true
        default:
            var hasSources = false
            forEachExecSource { _, _ in hasSources = true }
            return hasSources
        }
    }
}
