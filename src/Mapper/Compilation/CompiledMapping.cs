using Pipeline.Contracts.Mapping;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper;

/// <summary>A mapping whose expressions are compiled, each once. Immutable: any number of threads may map with it.</summary>
public sealed class CompiledMapping
{
    private CompiledMapping(MappingDocument document, IReadOnlyList<CompiledBlock> blocks, IReadOnlyList<MappingProblem> problems) =>
        (Document, Blocks, Problems) = (document, blocks, problems);

    /// <summary>The mapping it was compiled from.</summary>
    public MappingDocument Document { get; }

    /// <summary>
    /// The expressions that do not compile, in the mapping's order; for the host to warn of at start. Such a field
    /// is null on each entity, and a block with such a selector makes none.
    /// </summary>
    public IReadOnlyList<MappingProblem> Problems { get; }

    internal IReadOnlyList<CompiledBlock> Blocks { get; }

    /// <summary>Compiles a mapping. Bad expressions do not throw; they become <see cref="Problems"/>.</summary>
    /// <param name="document">The mapping.</param>
    /// <param name="options">What expressions may see; null for nothing but the resource.</param>
    public static CompiledMapping Compile(MappingDocument document, MappingCompileOptions? options = null)
    {
        var expressions = new ExpressionCompiler(options ?? new MappingCompileOptions());
        CompiledBlock[] blocks = [.. document.Blocks.Select(block => CompiledBlock.Compile(block, expressions))];
        return new CompiledMapping(document, blocks, expressions.Problems);
    }
}
