import TuneQLJSON

extension TemplateFilters {
    /// Those of JSON.
    static let json: [String: Filter] = [
        "to_json": { call in .string(call.value.json.text) },
        // As in Jinja, where the text is fit for HTML; in SQL it is as short as can be.
        "tojson": { call in
            .string(
                call.isStrict
                    ? call.value.json.text : PythonJSON.text(of: call.value.json, isHTML: true)
            )
        },
        "from_json": { call throws(TemplateFailure) in
            guard let text = call.value.string else {
                throw TemplateFailure("from_json takes a text, not \(call.value.kind)")
            }
            return .json(try value(of: text, for: "from_json"))
        },
        "merge_lists": { call throws(TemplateFailure) in
            var merged: [JSONValue] = []
            for list in try lists(of: call) {
                for element in list
                where !merged.contains(where: { TemplateValue.json($0).equals(.json(element)) }) {
                    merged.append(element)
                }
            }
            return .json(.array(merged))
        },
        "merge_objects": { call throws(TemplateFailure) in
            var merged = JSONObject()
            for value in [call.value] + call.arguments {
                guard case .object(let object) = try parsed(value, for: call.name) else {
                    throw TemplateFailure("merge_objects takes objects, not \(value.kind)")
                }
                for member in object.members { merged[member.name] = member.value }
            }
            return .json(.object(merged))
        },
        "generate_patch_document": { call throws(TemplateFailure) in
            guard case .object(let object) = try parsed(call.value, for: call.name) else {
                throw TemplateFailure("\(call.name) takes an object, not \(call.value.kind)")
            }
            let changes: [JSONValue] = object.members.map { member in
                let path = member.name.replacing("~", with: "~0").replacing("/", with: "~1")
                let value = member.value.string.flatMap { try? JSONValue(parsing: $0) }
                return [
                    "op": "add", "path": .string("/\(path)"), "value": value ?? member.value,
                ]
            }
            return .string(PythonJSON.text(of: .array(changes), isHTML: false))
        },
    ]

    private static func lists(of call: FilterCall) throws(TemplateFailure) -> [[JSONValue]] {
        var lists: [[JSONValue]] = []
        for value in [call.value] + call.arguments {
            guard let list = try parsed(value, for: call.name).array else {
                throw TemplateFailure("merge_lists takes lists, not \(value.kind)")
            }
            lists.append(list)
        }
        return lists
    }

    /// A value, or the value in a text of JSON.
    private static func parsed(
        _ value: TemplateValue,
        for filter: String
    ) throws(TemplateFailure) -> JSONValue {
        guard let text = value.string else { return value.json }
        return try self.value(of: text, for: filter)
    }

    private static func value(
        of text: String,
        for filter: String
    ) throws(TemplateFailure) -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw TemplateFailure("\(filter) takes JSON: \(error.reason.rawValue)")
        }
    }
}
