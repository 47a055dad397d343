import TuneQLCatalog
import TuneQLJSON

/// Reads any bytes as a provider document: what it gives can be written and read again.
func fuzzDocument(_ input: [UInt8]) {
    guard let tree = try? JSONValue(document: input, named: "fuzzed") else { return }
    let again = try? JSONValue(parsing: tree.bytes)
    // A tree may be deeper than the reader of JSON goes.
    precondition(again == nil || again?.bytes == tree.bytes, "a tree changes when it is written")
}
