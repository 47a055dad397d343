import TuneQLCalls
import TuneQLScan

extension ResultSet {
    /// What is doubtful about the rows that were read, a sentence each; final once all are read.
    ///
    /// A list whose document does not say how it is paged may have more rows.
    public var remarks: [String] {
        var known: Set<[String]> = []
        return (log?.named ?? []).compactMap { record in
            guard let parameter = record.unreadPaging, record.arrived.rows > 0,
                known.insert([record.resource, record.method]).inserted
            else { return nil }
            return "\(record.resource) may have more rows: \(record.method) takes "
                + "\(parameter), and its document does not say how pages follow one another"
        }
    }
}
