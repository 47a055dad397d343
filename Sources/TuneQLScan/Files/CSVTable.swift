import TuneQLJSON
import TuneQLSQLite
import TuneQLText

/// `csv_rows('file')`: the records of a CSV file as objects; the first line names the members.
package final class CSVTable: VirtualTable {
    package static let name = "csv_rows"

    fileprivate let allowsFiles: Bool

    init(allowsFiles: Bool) {
        self.allowsFiles = allowsFiles
    }

    let declaration = "CREATE TABLE csv_rows(line INTEGER, value \(DeclaredType.json), path HIDDEN)"

    /// Without a path there is nothing to read.
    func plan(for request: PlanRequest) -> Plan? {
        let path = request.constraints.firstIndex {
            $0.column == 2 && $0.operation == .equal && $0.isUsable
        }
        return path.map {
            Plan(
                arguments: [Plan.Argument(constraint: $0, isExact: true)],
                text: "",
                cost: 1000,
                rows: 1000
            )
        }
    }

    func makeCursor() -> any VirtualCursor {
        CSVCursor(allowsFiles: allowsFiles)
    }
}

private final class CSVCursor: VirtualCursor {
    private let allowsFiles: Bool
    private var path = ""
    private var reader = CSVReader("")
    private var names: [String] = []
    private var record: [String]?
    private(set) var rowID: Int64 = 0

    init(allowsFiles: Bool) {
        self.allowsFiles = allowsFiles
    }

    var isAtEnd: Bool { record == nil }

    func filter(plan: String, arguments: [FilterArgument]) throws {
        guard case .value(let value) = arguments.first, let path = value.text else {
            record = nil
            return
        }
        try Functions.checkFiles(allowsFiles, CSVTable.name)
        self.path = path
        reader = CSVReader(try FileAccess.text(of: path))
        rowID = 0
        names = try read() ?? []
        try advance()
    }

    func advance() throws {
        record = try read()
        rowID += 1
        guard let record, record.count != names.count else { return }
        throw ScanError(
            .invalidValue,
            "\(path), line \(reader.line): \(record.count) values, but the first line names "
                + "\(names.count)"
        )
    }

    private func read() throws -> [String]? {
        do throws(CSVError) {
            return try reader.next()
        } catch {
            throw ScanError(.invalidValue, "\(path), line \(error.line): \(error.reason)")
        }
    }

    func column(_ index: Int, to result: borrowing ResultContext) throws {
        switch index {
        case 0: result.integer(Int64(reader.line))
        case 1:
            let members = zip(names, record ?? []).map {
                JSONMember(name: $0, value: .string($1))
            }
            result.text(JSONValue.object(JSONObject(members)).text)
        default: result.text(path)
        }
    }
}
