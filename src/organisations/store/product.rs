//! The catalogue of product lines and their models, and what each location services from when to when.

use crate::on;
use crate::organisations::catalogue::Names;
use crate::platform::db::{Conn, Json};
use crate::rules::audience::Held;
use crate::rules::id::{Id, Instant};
use crate::schema::{location_products, locations, products};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

/// A product line, or a model of one.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = products)]
pub struct Product {
    /// Identifier.
    pub id: Id,
    /// Stable word, as files and rules name it.
    pub code: String,
    /// The line that a model belongs to; none: it is a line.
    pub line_id: Option<Id>,
    /// Names per locale.
    pub names: Json<Names>,
}

impl Product {
    /// The name in a language, else in English, else the code.
    pub fn name(&self, language: &str) -> &str {
        let names = &self.names.0;
        names.get(language).or_else(|| names.get("en")).map_or(&self.code, String::as_str)
    }
}

/// That a location services a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = location_products)]
pub struct LocationProduct {
    /// Identifier.
    pub id: Id,
    /// Which location.
    pub location_id: Id,
    /// Which product; of a line all of its models.
    pub product_id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
    /// When it was written down.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: Option<Id>,
    /// When it was last changed.
    pub updated_at: Instant,
    /// When it was taken back: it then never held.
    pub withdrawn_at: Option<Instant>,
    /// By whom.
    pub withdrawn_by: Option<Id>,
}

/// All products: lines by code, each followed by its models.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<Product>> {
    let all: Vec<Product> = on!(conn, c => products::table.order(products::code).select(Product::as_select()).load(c))?;
    let (lines, models): (Vec<Product>, Vec<Product>) = all.into_iter().partition(|product| product.line_id.is_none());
    let mut sorted = Vec::with_capacity(lines.len() + models.len());
    for line in lines {
        let own = models.iter().filter(|model| model.line_id == Some(line.id)).cloned();
        let own: Vec<Product> = own.collect();
        sorted.push(line);
        sorted.extend(own);
    }
    Ok(sorted)
}

/// One of them by its code.
pub fn find_by_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Product>> {
    on!(conn, c => products::table.filter(products::code.eq(code)).select(Product::as_select()).first(c).optional())
}

/// Adds one.
pub fn insert(conn: &mut Conn, product: &Product) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(products::table).values(product).execute(c))?;
    Ok(())
}

/// Renames one; its code stays, since files and rules name it. Zero rows where there is none.
pub fn rename(conn: &mut Conn, id: Id, names: Names) -> QueryResult<usize> {
    on!(conn, c => diesel::update(products::table.find(id)).set(products::names.eq(Json(names))).execute(c))
}

/// What these locations service, by location; none: all there are. A line is followed by each of its models.
pub fn at_all(conn: &mut Conn, location_ids: Option<Vec<Id>>) -> QueryResult<HashMap<Id, Vec<Held>>> {
    let rows: Vec<(Id, Id, NaiveDate, Option<NaiveDate>)> = on!(conn, c => {
        let mut query = location_products::table
            .filter(location_products::withdrawn_at.is_null())
            .order((location_products::from_on, location_products::id))
            .select((
                location_products::location_id,
                location_products::product_id,
                location_products::from_on,
                location_products::to_on,
            ))
            .into_boxed();
        if let Some(ids) = &location_ids {
            query = query.filter(location_products::location_id.eq_any(ids));
        }
        query.load(c)
    })?;
    let mut held: HashMap<Id, Vec<Held>> = HashMap::new();
    if rows.is_empty() {
        return Ok(held);
    }
    let catalogue = list(conn)?;
    for (location_id, product_id, from, to) in rows {
        let Some(product) = catalogue.iter().find(|product| product.id == product_id) else {
            continue;
        };
        let line = catalogue.iter().find(|line| Some(line.id) == product.line_id);
        let models = catalogue.iter().filter(|model| model.line_id == Some(product.id));
        let one = |code: &str, line: Option<&str>| Held {
            code: code.to_owned(),
            line: line.map(str::to_owned),
            from,
            to,
        };
        let here = held.entry(location_id).or_default();
        here.push(one(&product.code, line.map(|line| line.code.as_str())));
        here.extend(models.map(|model| one(&model.code, Some(&product.code))));
    }
    Ok(held)
}

/// Whether any location services it.
pub fn is_serviced(conn: &mut Conn, product_id: Id) -> QueryResult<bool> {
    let standing = location_products::table.filter(
        location_products::product_id
            .eq(product_id)
            .and(location_products::withdrawn_at.is_null()),
    );
    on!(conn, c => diesel::select(diesel::dsl::exists(standing)).get_result(c))
}

/// How many products there are.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    on!(conn, c => products::table.count().get_result(c))
}

/// How much is serviced, and when something of it was last changed.
pub fn fingerprint(conn: &mut Conn) -> QueryResult<(i64, Option<Instant>)> {
    use diesel::dsl::{count_star, max};
    on!(conn, c => location_products::table.select((count_star(), max(location_products::updated_at))).first(c))
}

/// What the locations of an organisation service, by location, the earliest first, with the product and the location's name.
pub fn at_organisation(conn: &mut Conn, organisation_id: Id) -> QueryResult<Vec<(LocationProduct, Product, String)>> {
    on!(conn, c => location_products::table
        .inner_join(products::table)
        .inner_join(locations::table)
        .filter(locations::organisation_id.eq(organisation_id).and(location_products::withdrawn_at.is_null()))
        .order((locations::id, location_products::from_on, location_products::id))
        .select((LocationProduct::as_select(), Product::as_select(), locations::name))
        .load(c))
}

/// Notes that a location services a product.
pub fn service(conn: &mut Conn, at: &LocationProduct) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(location_products::table).values(at).execute(c))?;
    Ok(())
}

/// Says which is the last day on which it does.
pub fn end(conn: &mut Conn, id: Id, to_on: NaiveDate, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(location_products::table.find(id))
        .set((location_products::to_on.eq(to_on), location_products::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Takes it back.
pub fn withdraw(conn: &mut Conn, id: Id, by: Option<Id>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(location_products::table.find(id))
        .set((
            location_products::withdrawn_at.eq(now),
            location_products::withdrawn_by.eq(by),
            location_products::updated_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}
