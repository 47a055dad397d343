/// A table whose columns may be named at a position of a statement.
package struct VisibleRelation {
    /// The name that qualifies its columns; nil where nothing does.
    package var qualifier: String?
    /// Its columns; parameters of a resource are hidden ones.
    package var columns: [RelationColumn]
    /// The use of a resource that it is; nil for all other tables.
    package var use: ResourceUse?
    /// The number of SELECTs between the position and the FROM that it is in.
    package var depth: Int
}
