namespace Pipeline.PortWriter.Planning;

/// <summary>What a run would do to an entity.</summary>
public enum ChangeKind
{
    /// <summary>Make it.</summary>
    Create,

    /// <summary>Change some of its fields.</summary>
    Change,

    /// <summary>Write it as it is: nothing that can be seen at Port changes.</summary>
    Rewrite,

    /// <summary>Write an entity that Port finds by a search: which one, and whether it changes, only Port knows.</summary>
    Search,

    /// <summary>Have Port make an empty one, because others relate to it and nothing makes it.</summary>
    Placeholder,

    /// <summary>Delete it.</summary>
    Delete,
}
