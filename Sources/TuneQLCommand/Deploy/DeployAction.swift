import ArgumentParser

/// What is done with a stack.
enum DeployAction: String, WordChoice {
    case build, test, plan, teardown
}
