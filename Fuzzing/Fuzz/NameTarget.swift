import TuneQLCatalog

/// Reads a name by a template, a line each: what is read spells the name again.
func fuzzName(_ input: [UInt8]) {
    let lines = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    guard lines.count == 2 else { return }
    let template = NameTemplate(String(decoding: lines[0], as: UTF8.self))
    let name = String(decoding: lines[1], as: UTF8.self)
    let arguments = template.arguments(from: name)
    guard let arguments, Set(template.parameters).count == template.parameters.count else { return }
    precondition(Set(template.parameters) == Set(arguments.keys), "a parameter is left out")
    let spelled = template.name(with: arguments)
    precondition(spelled.map { Array($0.utf8) } == Array(name.utf8), "a name is spelled otherwise")
}
