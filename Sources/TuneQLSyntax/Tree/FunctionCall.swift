package struct FunctionCall: Sendable {
    package var name: Identifier
    package var isDistinct = false
    /// Whether it is called like `count(*)`.
    package var hasStar = false
    package var arguments: [Expression] = []
    package var orderBy: [OrderingTerm] = []
    package var filter: Expression?
    package var window: WindowDefinition?
}

/// A window of a window function.
package struct WindowDefinition: Sendable {
    /// Its own name in a WINDOW clause; the one referred to behind OVER or at the start of it.
    package var name: Identifier?
    package var partitionBy: [Expression] = []
    package var orderBy: [OrderingTerm] = []
    /// The expressions in front of PRECEDING and FOLLOWING.
    package var frameBounds: [Expression] = []
    package var range: Range<Int>
}
