/// The outcome of each row of a statement that writes several.
///
/// ```swift
/// do {
///     _ = try await session.run(
///         """
///         INSERT INTO google.aiplatform.tuning_jobs
///             (projectsId, locationsId, baseModel, supervisedTuningSpec)
///         SELECT 'demo-project', 'us-central1', 'gemini-2.5-flash',
///             json_object('trainingDatasetUri', 'gs://bucket/' || value || '.jsonl')
///         FROM json_each('[1, 2, 3]')
///         """
///     )
/// } catch {
///     if let report = error.report {
///         let status = report.columns.firstIndex { $0.name == "status" }
///         states = status.map { status in report.rows.map { row in row[status] } } ?? []
///     }
/// }
/// ```
public struct WriteReport: Sendable, Hashable {
    /// The columns; `status` is `done`, `refused`, `unknown` or `not tried`.
    public var columns: [ResultColumn]
    /// The rows, in the order of the statement.
    public var rows: [[Value]]
}

extension ResultSet {
    /// A report as rows.
    package init(_ report: WriteReport) {
        self.init(columns: report.columns, rows: report.rows)
    }
}
