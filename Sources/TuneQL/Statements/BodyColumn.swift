import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite
import TuneQLSyntax

/// A value for a member of a request's body, and where the statement names it.
struct BodyColumn {
    var name: String
    var value: SQLiteValue
    var range: Range<Int>
}
