import TuneQLSQLite

/// A scalar function that is added to SQLite's.
struct Function {
    var name: String
    var argumentCount: Int
    var body: ([SQLiteValue]) throws(ScanError) -> SQLiteValue

    init(
        _ name: String,
        _ argumentCount: Int,
        _ body: @escaping ([SQLiteValue]) throws(ScanError) -> SQLiteValue
    ) {
        self.name = name
        self.argumentCount = argumentCount
        self.body = body
    }

    /// A function of texts that is NULL if one of its arguments is.
    static func ofTexts(
        _ name: String,
        _ argumentCount: Int,
        _ body: @escaping ([String]) throws(ScanError) -> SQLiteValue
    ) -> Function {
        Function(name, argumentCount) { (arguments) throws(ScanError) in
            let texts = arguments.compactMap(\.text)
            return texts.count == argumentCount ? try body(texts) : .null
        }
    }
}
