/// The position of the rows in a response, and the members that are read.
package struct JSONLayout: Sendable, Hashable {
    /// One step from a page towards its rows.
    package enum Step: Sendable, Hashable {
        /// The value of the member of this name.
        case member(String)
        /// Each value of an object with free keys.
        case everyValue
    }

    package enum Form: Sendable, Hashable {
        /// Every row is an object, whose members are the columns.
        case objects
        /// Every row is any value, in the column of this name.
        case values(String)
        /// The page is one row, with its bytes in the column of this name; it is not JSON.
        case contents(String)
    }

    /// The steps from the page to its rows; empty when it is itself the row or the array of rows.
    package var steps: [Step]
    /// Whether an array of rows has to be at the end of the steps; a row is allowed otherwise.
    package var isList: Bool
    package var form: Form
    /// The members wanted of a row, one for each column; no name may occur twice.
    package var columns: [String]
    /// The column with the keys of the object that ``Step/everyValue`` goes through.
    package var scopeColumn: String?
    /// The path to the member that leads to the next page; nil when there is none.
    package var tokenPath: [String]?
    /// The paths to further members of the page that are read.
    package var members: [[String]]
    /// The member that is read of each object which ``Step/everyValue`` goes through.
    package var scopeMember: String?
    /// The names allowed in each object on the way to the rows, from the page itself on.
    ///
    /// Objects beyond the end of this list may have any names.
    package var envelope: [[String]]
    /// Names that no member may have: other spellings of the names that are read.
    package var otherSpellings: [String]

    package init(
        steps: [Step],
        isList: Bool,
        form: Form = .objects,
        columns: [String],
        scopeColumn: String? = nil,
        tokenPath: [String]? = nil,
        members: [[String]] = [],
        envelope: [[String]] = [],
        otherSpellings: [String] = []
    ) {
        self.steps = steps
        self.isList = isList
        self.form = form
        self.columns = columns
        self.scopeColumn = scopeColumn
        self.tokenPath = tokenPath
        self.members = members
        self.envelope = envelope
        self.otherSpellings = otherSpellings
    }

    /// The usual layout: an array at the end of a path, or one row when the path is empty.
    package init(
        itemsPath: [String],
        columns: [String],
        tokenName: String? = "nextPageToken",
        envelope: [[String]] = [],
        otherSpellings: [String] = []
    ) {
        self.init(
            steps: itemsPath.map { .member($0) },
            isList: !itemsPath.isEmpty,
            columns: columns,
            tokenPath: tokenName.map { [$0] },
            envelope: envelope,
            otherSpellings: otherSpellings
        )
    }
}
