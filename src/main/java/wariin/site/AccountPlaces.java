package wariin.site;

import java.util.List;

/// Rooms that only some people enter: each room says who finds a door to it in the menu of their account.
public interface AccountPlaces {

    /// A page of this site, with the key of its name.
    record Place(String path, String name) {}

    List<Place> of(Visitor visitor);
}
