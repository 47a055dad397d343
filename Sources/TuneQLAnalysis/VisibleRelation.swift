/// A table whose columns may be named at a position of a statement.
package struct VisibleRelation {
    /// The name that qualifies its columns; nil when there is none.
    package var qualifier: String?
    /// Its columns; parameters of a resource are hidden ones.
    package var columns: [RelationColumn]
    /// The use, if the table is a resource; nil for all other tables.
    package var use: ResourceUse?
    /// The number of SELECTs between the position and the FROM that it is in.
    package var depth: Int
}
