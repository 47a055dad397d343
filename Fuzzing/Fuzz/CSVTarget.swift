import TuneQLText

/// Reads any text as CSV: lines are counted forward, and records, written anew, are the same.
func fuzzCSV(_ input: [UInt8]) {
    let records = csvRecords(of: String(decoding: input, as: UTF8.self))
    let written = records.map { record in
        record.map { field in
            // By bytes: a quote with a mark above it is another character.
            let bytes = field.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
            return "\"" + String(decoding: bytes, as: UTF8.self) + "\""
        }
        .joined(separator: ",")
    }
    precondition(
        csvRecords(of: written.joined(separator: "\r\n")) == records,
        "records are read otherwise when they are quoted"
    )
}

private func csvRecords(of text: String) -> [[String]] {
    var reader = CSVReader(text)
    var records: [[String]] = []
    var line = 0
    while let record = try? reader.next() {
        precondition(reader.line > line, "a record does not start behind the last one")
        precondition(!record.isEmpty, "a record has no fields")
        line = reader.line
        records.append(record)
    }
    return records
}
