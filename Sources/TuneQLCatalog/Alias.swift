/// A second name of a resource, under which it has only the methods of some collections.
///
/// `tuning_jobs_operations` is the resource `operations` with the methods of
/// `projects.locations.tuningJobs.operations`.
package struct Alias: Sendable, Hashable {
    package var name: String
    /// The values of ``Method/collection`` of the methods that it has.
    package var collections: [String]

    package init(name: String, collections: [String]) {
        self.name = name
        self.collections = collections
    }
}
