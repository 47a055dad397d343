import Foundation
import Testing
import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

/// Templates that mean the same to Jinja, which wrote the texts; see scripts/jinja.
struct JinjaTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var template: String
        var text: String
        var testDescription: String { template.debugDescription }
    }

    private static let file: JSONValue = {
        let url = Bundle.module.url(
            forResource: "jinja",
            withExtension: "json",
            subdirectory: "Resources"
        )
        let bytes = url.flatMap { try? Data(contentsOf: $0) }.map { Array($0) } ?? []
        return (try? JSONValue(parsing: bytes)) ?? .null
    }()

    private static let values: [String: TemplateValue] = Dictionary(
        uniqueKeysWithValues: (file["values"]?.object?.members ?? []).map {
            ($0.name, .json($0.value))
        }
    )

    static let cases: [Case] = (file["cases"]?.array ?? []).map {
        Case(template: $0["template"]?.string ?? "", text: $0["text"]?.string ?? "")
    }

    @Test func `there are many cases`() {
        #expect(Self.cases.count > 100)
    }

    @Test(arguments: cases)
    func `a template means what it means to Jinja`(_ example: Case) throws {
        let context = TemplateContext(Self.values, style: .plain { PythonText.text(of: $0) })
        let template = try Template(example.template, syntax: .plain)
        #expect(try template.filled(with: context).text == example.text)
    }
}
