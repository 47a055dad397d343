import TuneQLJSON

/// A job as JSON at one instant; members are made one by one, when they are asked for.
struct JobDocument {
    let job: Job
    let condition: Condition

    init(_ job: Job, at now: Instant) {
        self.job = job
        condition = job.life.condition(at: now)
    }

    /// The members that the mask asks for.
    func object(_ mask: ResponseMask = .everything) -> JSONValue {
        let members = JobColumn.allCases.compactMap { column -> JSONMember? in
            guard let below = mask.child(column.rawValue), let value = value(of: column) else {
                return nil
            }
            return JSONMember(name: column.rawValue, value: below.applied(to: value))
        }
        return .object(JSONObject(members))
    }

    /// The value of one member; nil when the job lacks it now.
    func value(of column: JobColumn) -> JSONValue? {
        switch column {
        case .name: .string(job.name)
        case .state: .string(condition.state.name)
        case .createTime: text(.created)
        case .startTime: condition.started.map { _ in text(.started) }
        case .endTime: condition.ended.map { _ in text(.ended) }
        case .updateTime: text(.updated)
        default: column.isInput ? input(column) : output(column)
        }
    }

    private func text(_ mark: JobMark) -> JSONValue {
        .string(job.text(of: mark, in: condition))
    }

    private func input(_ column: JobColumn) -> JSONValue? {
        guard let body = job.body else { return JobInputs(job: job).value(of: column) }
        guard column == .preTunedModel, var preTuned = body[column.rawValue]?.object else {
            return body[column.rawValue]
        }
        preTuned["baseModel"] = "gemini-2.5-flash"
        return .object(preTuned)
    }

    private func output(_ column: JobColumn) -> JSONValue? {
        let outputs = JobOutputs(job: job, condition: condition)
        switch column {
        case .error: return outputs.error
        case .experiment: return outputs.experiment
        case .gcsMetricsUri: return outputs.metricsURI
        case .tunedModel: return outputs.tunedModel
        case .tuningDataStats: return outputs.statistics
        case .evaluateDatasetRuns: return outputs.evaluations
        default: return nil
        }
    }
}
