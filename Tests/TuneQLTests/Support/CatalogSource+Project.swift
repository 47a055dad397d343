import ProgramSupport
import TuneQL
import TuneQLRegistry

extension Engine.Configuration.CatalogSource {
    /// The catalog of documents in a directory of the project.
    static func project(_ path: String) throws(RegistryError) -> Self {
        .compiled(try Registry(directory: "\(ProjectFiles.root)/\(path)").compiled())
    }
}
